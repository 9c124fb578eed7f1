package io.github.containerd4j.registry;

import io.github.containerd4j.Failure;
import io.github.containerd4j.PermissionDeniedException;
import org.jspecify.annotations.Nullable;

/**
 * The registry, or the server of its tokens, does not accept who we are (HTTP 401) or
 * what we want (403). The message says whether credentials were found.
 *
 * @since 0.1.0
 */
public class RegistryAuthenticationException extends PermissionDeniedException implements RegistryError {

	private static final long serialVersionUID = 1L;

	private final transient RegistryAnswer answer;

	RegistryAuthenticationException(String message, Failure failure, RegistryAnswer answer, @Nullable Throwable cause) {
		super(message, failure, cause);
		this.answer = answer;
	}

	@Override
	public RegistryAnswer answer() {
		return this.answer;
	}

}
