package io.github.containerd4j.registry;

import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The registry accepted a connection and then was silent for longer than the stall
 * timeout, also after all retries.
 *
 * @since 0.1.0
 */
public class RegistryTimeoutException extends DeadlineExceededException implements RegistryError {

	private static final long serialVersionUID = 1L;

	private final transient RegistryAnswer answer;

	RegistryTimeoutException(String message, Failure failure, RegistryAnswer answer, @Nullable Throwable cause) {
		super(message, failure, cause);
		this.answer = answer;
	}

	@Override
	public RegistryAnswer answer() {
		return this.answer;
	}

}
