package io.github.containerd4j.spring.container;

/**
 * A container of the identifier of a declared one exists, and no application has declared
 * it.
 *
 * @since 0.1.0
 */
public class ForeignContainerException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String container;

	/**
	 * Creates an exception.
	 * @param container namespace and identifier of the container
	 */
	public ForeignContainerException(String container) {
		super("the container " + container + " exists, but was not created from a declaration");
		this.container = container;
	}

	/**
	 * The container.
	 * @return namespace and identifier
	 */
	public String container() {
		return this.container;
	}

}
