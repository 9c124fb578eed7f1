package io.github.containerd4j.sandbox;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * A controller's view of a sandbox.
 *
 * @param id the identifier
 * @param pid the process id on the daemon's host; 0 if it has no process
 * @param state open text, for instance {@code SANDBOX_READY}
 * @param info notes for humans; empty unless a verbose status was asked for
 * @param createdAt when it was created; {@code null} if it is not told
 * @param exitedAt when it ended; {@code null} if it has not
 * @param extra more, in a form of the controller; {@code null} if there is nothing
 * @param address where the task service for its containers listens, since containerd 2.0;
 * {@code null} if it is not told
 * @param version the version of that task service; 0 if it is not told
 * @since 0.1.0
 */
public record SandboxStatus(String id, int pid, String state, Map<String, String> info, @Nullable Instant createdAt,
		@Nullable Instant exitedAt, @Nullable TypedValue extra, @Nullable String address, int version) {

	/**
	 * Copies the notes.
	 * @param id the identifier
	 * @param pid the process id
	 * @param state the state
	 * @param info notes for humans
	 * @param createdAt when it was created
	 * @param exitedAt when it ended
	 * @param extra more, in a form of the controller
	 * @param address where its task service listens
	 * @param version the version of that task service
	 */
	public SandboxStatus {
		info = Map.copyOf(info);
	}

}
