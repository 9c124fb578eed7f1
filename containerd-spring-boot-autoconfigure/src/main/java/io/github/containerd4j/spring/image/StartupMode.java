package io.github.containerd4j.spring.image;

/**
 * When images are pulled at the start of an application.
 *
 * @since 0.1.0
 */
public enum StartupMode {

	/**
	 * On a thread of its own, when the application's runners run. The application does
	 * not wait, and a failure is only logged.
	 */
	BACKGROUND,

	/**
	 * Before the application's own runners, and so before it says that it is ready to
	 * accept traffic.
	 */
	BEFORE_READINESS

}
