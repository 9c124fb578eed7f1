package io.github.containerd4j.spring.image;

/**
 * An image could not be pulled, and the application does not start without it.
 *
 * @since 0.1.0
 */
public class StartupPullException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String reference;

	/**
	 * Creates an exception.
	 * @param reference what was to be pulled
	 * @param cause why it was not
	 */
	public StartupPullException(String reference, Throwable cause) {
		super("the image " + reference + " could not be pulled: " + cause.getMessage(), cause);
		this.reference = reference;
	}

	/**
	 * The image.
	 * @return the reference, as the property has it
	 */
	public String reference() {
		return this.reference;
	}

}
