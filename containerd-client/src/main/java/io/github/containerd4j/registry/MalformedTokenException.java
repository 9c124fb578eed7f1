package io.github.containerd4j.registry;

/**
 * The answer of a token server is none. It has no cause: the parser's messages may quote
 * what they stumbled over.
 */
final class MalformedTokenException extends Exception {

	private static final long serialVersionUID = 1L;

	MalformedTokenException(String message) {
		super(message);
	}

}
