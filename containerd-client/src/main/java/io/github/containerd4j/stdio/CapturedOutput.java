package io.github.containerd4j.stdio;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What a process wrote, as far as it was captured. A snapshot that does not change.
 *
 * @since 0.1.0
 */
public final class CapturedOutput {

	private static final Part NOTHING = new Part(new byte[0], 0);

	private final Part out;

	private final Part err;

	private CapturedOutput(Part out, Part err) {
		this.out = out;
		this.err = err;
	}

	static CapturedOutput of(@Nullable Part out, @Nullable Part err) {
		return new CapturedOutput((out != null) ? out : NOTHING, (err != null) ? err : NOTHING);
	}

	/**
	 * Standard output as text.
	 * @return what was captured, read as UTF-8; empty if it went elsewhere
	 */
	public String stdout() {
		return this.out.text();
	}

	/**
	 * Standard error as text.
	 * @return what was captured, read as UTF-8; empty if it went elsewhere, and with a
	 * terminal
	 */
	public String stderr() {
		return this.err.text();
	}

	/**
	 * Standard output as it was.
	 * @return a copy of the bytes
	 */
	public byte[] stdoutBytes() {
		return this.out.bytes().clone();
	}

	/**
	 * Standard error as it was.
	 * @return a copy of the bytes
	 */
	public byte[] stderrBytes() {
		return this.err.bytes().clone();
	}

	/**
	 * How much the process wrote to standard output.
	 * @return the number of bytes, including those beyond the limit
	 */
	public long stdoutSize() {
		return this.out.total();
	}

	/**
	 * How much the process wrote to standard error.
	 * @return the number of bytes, including those beyond the limit
	 */
	public long stderrSize() {
		return this.err.total();
	}

	/**
	 * Whether more was written than was captured.
	 * @return {@code true} if a limit cut one of the streams
	 */
	public boolean isTruncated() {
		return this.out.isCut() || this.err.isCut();
	}

	@Override
	public String toString() {
		return "captured " + this.out.total() + " bytes of output and " + this.err.total() + " of errors";
	}

	/**
	 * One stream.
	 *
	 * @param bytes what was kept
	 * @param total the number of bytes that were written
	 */
	record Part(byte[] bytes, long total) {

		String text() {
			return new String(this.bytes, StandardCharsets.UTF_8);
		}

		boolean isCut() {
			return this.total > this.bytes.length;
		}

	}

}
