package io.github.containerd4j.registry;

import io.github.containerd4j.Failure;
import io.github.containerd4j.ResourceExhaustedException;
import org.jspecify.annotations.Nullable;

/**
 * The registry still answers that there were too many requests (HTTP 429) after all
 * retries.
 *
 * @since 0.1.0
 */
public class RegistryRateLimitException extends ResourceExhaustedException implements RegistryError {

	private static final long serialVersionUID = 1L;

	private final transient RegistryAnswer answer;

	RegistryRateLimitException(String message, Failure failure, RegistryAnswer answer, @Nullable Throwable cause) {
		super(message, failure, cause);
		this.answer = answer;
	}

	@Override
	public RegistryAnswer answer() {
		return this.answer;
	}

}
