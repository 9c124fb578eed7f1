package io.github.containerd4j.registry;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A registry refused a request, or answered in a way that the distribution specification
 * does not know. Trying again does not help.
 *
 * @since 0.1.0
 */
public class RegistryException extends ContainerdException implements RegistryError {

	private static final long serialVersionUID = 1L;

	private final transient RegistryAnswer answer;

	RegistryException(String message, Failure failure, RegistryAnswer answer, @Nullable Throwable cause) {
		super(message, failure, cause);
		this.answer = answer;
	}

	@Override
	public RegistryAnswer answer() {
		return this.answer;
	}

}
