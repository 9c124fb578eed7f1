package io.github.containerd4j.registry;

import io.github.containerd4j.Failure;
import io.github.containerd4j.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The registry does not have the manifest or the blob (HTTP 404). Many registries answer
 * so for repositories that the caller may not see.
 *
 * @since 0.1.0
 */
public class RegistryNotFoundException extends NotFoundException implements RegistryError {

	private static final long serialVersionUID = 1L;

	private final transient RegistryAnswer answer;

	RegistryNotFoundException(String message, Failure failure, RegistryAnswer answer, @Nullable Throwable cause) {
		super(message, failure, cause);
		this.answer = answer;
	}

	@Override
	public RegistryAnswer answer() {
		return this.answer;
	}

}
