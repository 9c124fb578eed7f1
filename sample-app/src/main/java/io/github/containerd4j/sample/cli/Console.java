package io.github.containerd4j.sample.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Where a command writes.
 *
 * @param out results, not flushed by itself
 * @param err messages
 * @param charset what both are encoded with
 */
record Console(PrintStream out, PrintStream err, Charset charset) {

	/**
	 * The streams of this process in the terminal's charset. {@code System.out} is in the
	 * JVM's default charset instead, which since JDK 18 is UTF-8 whatever the locale
	 * says.
	 */
	static Console system() {
		String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
		Charset charset = (name != null && Charset.isSupported(name)) ? Charset.forName(name)
				: Charset.defaultCharset();
		return new Console(open(FileDescriptor.out, false, charset), open(FileDescriptor.err, true, charset), charset);
	}

	private static PrintStream open(FileDescriptor descriptor, boolean autoFlush, Charset charset) {
		return new PrintStream(new FileOutputStream(descriptor), autoFlush, charset);
	}

	Printable printable() {
		return new Printable(this.charset);
	}

	Symbols symbols() {
		return Symbols.of(this.charset);
	}

}
