package io.github.containerd4j.registry;

import java.time.Duration;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;

/**
 * Says inside of this package that a failure may pass when the request is sent again.
 */
final class TransientFailure extends Exception {

	private static final long serialVersionUID = 1L;

	private final ContainerdException error;

	private final @Nullable Duration retryAfter;

	TransientFailure(ContainerdException error, @Nullable Duration retryAfter) {
		super(error);
		this.error = error;
		this.retryAfter = retryAfter;
	}

	/**
	 * What is thrown if it does not pass.
	 */
	ContainerdException error() {
		return this.error;
	}

	/**
	 * How long the registry wants us to wait, if it has said so.
	 */
	@Nullable Duration retryAfter() {
		return this.retryAfter;
	}

}
