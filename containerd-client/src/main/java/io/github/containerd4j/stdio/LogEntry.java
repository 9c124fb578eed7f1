package io.github.containerd4j.stdio;

import java.time.Instant;

/**
 * One entry of a log: a line, or a piece of a long one.
 *
 * @param time when it was read from the process
 * @param stream where it came from
 * @param text the text, with the line end that it has unless it is a piece
 * @since 0.1.0
 */
public record LogEntry(Instant time, LogStream stream, String text) {

	/**
	 * The text without its line end ({@code \n} or {@code \r\n}).
	 * @return the line
	 */
	public String line() {
		return LineSink.withoutEnd(this.text);
	}

	/**
	 * Whether the line goes on in the next entry of the same stream, or was never ended.
	 * @return {@code true} if the text has no line end
	 */
	public boolean isPartial() {
		return !this.text.endsWith("\n");
	}

}
