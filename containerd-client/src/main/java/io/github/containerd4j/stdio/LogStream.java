package io.github.containerd4j.stdio;

/**
 * Which output stream of a process a log entry came from.
 *
 * @since 0.1.0
 */
public enum LogStream {

	/** Standard output, and all that a terminal shows. */
	STDOUT("stdout"),

	/** Standard error. */
	STDERR("stderr");

	private final String logName;

	LogStream(String logName) {
		this.logName = logName;
	}

	/**
	 * The name that logs have for it.
	 * @return {@code stdout} or {@code stderr}
	 */
	public String logName() {
		return this.logName;
	}

}
