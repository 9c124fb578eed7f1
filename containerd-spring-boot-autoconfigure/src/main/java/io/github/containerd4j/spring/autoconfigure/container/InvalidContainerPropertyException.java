package io.github.containerd4j.spring.autoconfigure.container;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.spec.InvalidPropertyException;

/**
 * A property of a declared container has a value that it must not have.
 *
 * @since 0.1.0
 */
public class InvalidContainerPropertyException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String property;

	/**
	 * Creates an exception for a value that the client refuses.
	 * @param property the full name of the property
	 * @param cause the refusal
	 */
	public InvalidContainerPropertyException(String property, InvalidArgumentException cause) {
		super("'" + property + "' is not valid: " + cause.getMessage(), cause);
		this.property = property;
	}

	/**
	 * Creates an exception.
	 * @param property the full name of the property
	 * @param problem what is wrong with it
	 */
	public InvalidContainerPropertyException(String property, String problem) {
		super("'" + property + "' " + problem);
		this.property = property;
	}

	/**
	 * Creates an exception for a property that the client refuses.
	 * @param prefix what the full name begins with
	 * @param cause the refusal
	 * @return the exception
	 */
	static InvalidContainerPropertyException of(String prefix, InvalidPropertyException cause) {
		InvalidContainerPropertyException exception = new InvalidContainerPropertyException(
				prefix + "." + cause.property(), cause.problem());
		exception.initCause(cause);
		return exception;
	}

	/**
	 * The property.
	 * @return its full name
	 */
	public String property() {
		return this.property;
	}

}
