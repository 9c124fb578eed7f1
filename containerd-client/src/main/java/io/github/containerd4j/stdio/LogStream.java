package io.github.containerd4j.stdio;

import java.util.Locale;

/**
 * Which output stream of a process a log entry came from.
 *
 * @since 0.1.0
 */
public enum LogStream {

	/** Standard output, and all that a terminal shows. */
	STDOUT,

	/** Standard error. */
	STDERR;

	/**
	 * The name that logs have for it.
	 * @return {@code stdout} or {@code stderr}
	 */
	public String logName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
