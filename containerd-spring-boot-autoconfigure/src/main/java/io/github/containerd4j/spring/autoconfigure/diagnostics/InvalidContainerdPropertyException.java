package io.github.containerd4j.spring.autoconfigure.diagnostics;

import java.util.Map;
import java.util.function.Supplier;

import io.github.containerd4j.InvalidArgumentException;

/**
 * A property has a value that the client refuses. The failure analysis names the
 * property.
 *
 * @since 0.1.0
 */
public class InvalidContainerdPropertyException extends InvalidArgumentException {

	private static final long serialVersionUID = 1L;

	private final String property;

	InvalidContainerdPropertyException(String property, InvalidArgumentException refusal) {
		super("'" + property + "': " + refusal.getMessage(), refusal.failure(), null);
		this.property = property;
	}

	/**
	 * Makes something of the value of a property.
	 * @param <T> what is made
	 * @param property the property's name
	 * @param maker makes it
	 * @return what was made
	 * @throws InvalidContainerdPropertyException if the value is refused
	 */
	public static <T> T named(String property, Supplier<T> maker) {
		try {
			return maker.get();
		}
		catch (InvalidArgumentException ex) {
			throw new InvalidContainerdPropertyException(property, ex);
		}
	}

	/**
	 * Makes something of the values of several properties.
	 * @param <T> what is made
	 * @param properties the properties by what the client calls their values
	 * @param maker makes it
	 * @return what was made
	 * @throws InvalidArgumentException if a value is refused
	 */
	public static <T> T named(Map<String, String> properties, Supplier<T> maker) {
		try {
			return maker.get();
		}
		catch (InvalidArgumentException ex) {
			String property = properties.get(ex.failure().kind());
			throw (property != null) ? new InvalidContainerdPropertyException(property, ex) : ex;
		}
	}

	/**
	 * The property with the value.
	 * @return its name
	 */
	public String property() {
		return this.property;
	}

}
