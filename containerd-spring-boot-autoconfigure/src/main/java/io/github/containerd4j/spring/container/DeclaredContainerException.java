package io.github.containerd4j.spring.container;

/**
 * A declared container did not start, and the application not without it.
 *
 * @since 0.1.0
 */
public class DeclaredContainerException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String container;

	/**
	 * Creates an exception.
	 * @param container namespace and identifier of the container
	 * @param cause why it did not start
	 */
	public DeclaredContainerException(String container, Throwable cause) {
		super("the container " + container + " did not start: " + cause.getMessage(), cause);
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
