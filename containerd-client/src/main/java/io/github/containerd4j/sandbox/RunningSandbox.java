package io.github.containerd4j.sandbox;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * What a controller says of a sandbox that it has started.
 *
 * @param id the identifier
 * @param pid the process id of the sandbox on the daemon's host; 0 if it has no process
 * @param createdAt when it was created; {@code null} if the controller does not tell
 * @param labels labels of the controller
 * @param address where the task service for its containers listens, since containerd 2.0;
 * {@code null} if it is not told
 * @param version the version of that task service; 0 if it is not told
 * @param spec what the sandbox became, since containerd 2.3; {@code null} if it is not
 * told
 * @since 0.1.0
 */
public record RunningSandbox(String id, int pid, @Nullable Instant createdAt, Map<String, String> labels,
		@Nullable String address, int version, @Nullable TypedValue spec) {

	/**
	 * Copies the labels.
	 * @param id the identifier
	 * @param pid the process id
	 * @param createdAt when it was created
	 * @param labels labels of the controller
	 * @param address where its task service listens
	 * @param version the version of that task service
	 * @param spec what the sandbox became
	 */
	public RunningSandbox {
		labels = Map.copyOf(labels);
	}

}
