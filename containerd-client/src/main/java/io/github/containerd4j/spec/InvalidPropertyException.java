package io.github.containerd4j.spec;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * A property that describes a container is not known, has a value of another type, or one
 * that is refused.
 *
 * @since 0.1.0
 */
public class InvalidPropertyException extends InvalidArgumentException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final String problem;

	/**
	 * Creates an exception.
	 * @param property the path of the property, such as {@code mounts[0].target}
	 * @param problem what is wrong with it, to be read after the property
	 * @param cause the refusal of its value; {@code null} if there was none
	 */
	public InvalidPropertyException(String property, String problem, @Nullable Throwable cause) {
		super("property \"" + property + "\" " + problem,
				new Failure("validate", "property", property, null, ErrorCode.INVALID_ARGUMENT), cause);
		this.property = property;
		this.problem = problem;
	}

	/**
	 * What is wrong.
	 * @return the problem, to be read after the property
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * The property.
	 * @return its path, such as {@code limits.memory} or {@code mounts[0].target}
	 */
	public String property() {
		return this.property;
	}

}
