package io.github.containerd4j.mount;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.snapshot.Mount;
import org.jspecify.annotations.Nullable;

/**
 * A mount that the daemon has made.
 *
 * @param mount what was mounted
 * @param mountedAt when; {@code null} if that is not told
 * @param mountPoint where, on the daemon's host
 * @param data notes of the handler that made it
 * @since 0.1.0
 */
public record ActiveMount(Mount mount, @Nullable Instant mountedAt, String mountPoint, Map<String, String> data) {

	/**
	 * Copies the notes.
	 * @param mount what was mounted
	 * @param mountedAt when
	 * @param mountPoint where
	 * @param data notes of the handler
	 */
	public ActiveMount {
		data = Map.copyOf(data);
	}

}
