package io.github.containerd4j.sample.cli;

/**
 * The command line makes no sense.
 */
final class UsageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UsageException(String message) {
		super(message);
	}

}
