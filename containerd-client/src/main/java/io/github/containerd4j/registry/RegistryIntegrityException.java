package io.github.containerd4j.registry;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The registry sent something else than it was asked for: another digest, another length,
 * more than a document may have. What was sent is not used.
 *
 * @since 0.1.0
 */
public class RegistryIntegrityException extends ContainerdException implements RegistryError {

	private static final long serialVersionUID = 1L;

	private final transient RegistryAnswer answer;

	RegistryIntegrityException(String message, Failure failure, RegistryAnswer answer, @Nullable Throwable cause) {
		super(message, failure, cause);
		this.answer = answer;
	}

	@Override
	public RegistryAnswer answer() {
		return this.answer;
	}

}
