package io.github.containerd4j.stdio;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Where a process reads its standard input from. An immutable description; what it leads
 * to is used once, when streams are opened.
 *
 * @since 0.1.0
 */
public abstract sealed class Input permits Input.None, Input.Source, Input.Piped {

	Input() {
	}

	/**
	 * No input: {@code /dev/null}, whose end is reached at once. In a terminal, silence
	 * without an end.
	 * @return the input
	 */
	public static Input none() {
		return None.INSTANCE;
	}

	/**
	 * Input that is known.
	 * @param bytes the bytes, which are copied; may be none
	 * @return the input, which can be used again and again
	 */
	public static Input of(byte[] bytes) {
		byte[] copy = bytes.clone();
		return new Source(() -> new ByteArrayInputStream(copy));
	}

	/**
	 * Input that is known.
	 * @param text the text, sent as UTF-8
	 * @return the input, which can be used again and again
	 */
	public static Input of(String text) {
		return of(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Input that is read from a stream, on a thread of its own, no faster than the
	 * process takes it. Its end is the end for the process. It is not closed. When the
	 * process ends first, a read that is under way is interrupted; one that cannot be
	 * interrupted, such as that of {@link System#in}, keeps its (daemon) thread until it
	 * returns.
	 * @param stream the stream, which can be used once
	 * @return the input
	 */
	public static Input from(InputStream stream) {
		return new Source(() -> stream);
	}

	/**
	 * Input that the caller writes to {@link ProcessStreams#stdin()}.
	 * @return the input
	 */
	public static Input piped() {
		return Piped.INSTANCE;
	}

	/**
	 * Gives nothing.
	 */
	static final class None extends Input {

		static final Input INSTANCE = new None();

	}

	/**
	 * Gives what a stream gives.
	 */
	static final class Source extends Input {

		private final Supplier<InputStream> stream;

		Source(Supplier<InputStream> stream) {
			this.stream = stream;
		}

		InputStream stream() {
			return this.stream.get();
		}

	}

	/**
	 * Is written by the caller.
	 */
	static final class Piped extends Input {

		static final Input INSTANCE = new Piped();

	}

}
