package io.github.containerd4j.registry;

import io.github.containerd4j.Failure;
import io.github.containerd4j.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The registry cannot be reached, cuts connections, or answers with an error of its own
 * (HTTP 408, 500, 502, 503, 504), also after all retries.
 *
 * @since 0.1.0
 */
public class RegistryUnavailableException extends UnavailableException implements RegistryError {

	private static final long serialVersionUID = 1L;

	private final transient RegistryAnswer answer;

	RegistryUnavailableException(String message, Failure failure, RegistryAnswer answer, @Nullable Throwable cause) {
		super(message, failure, cause);
		this.answer = answer;
	}

	@Override
	public RegistryAnswer answer() {
		return this.answer;
	}

}
