package io.github.containerd4j.stdio;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Our ends of the standard streams of one process. They exist before the process does:
 * <ol>
 * <li>{@link Streams#open} makes the FIFOs and starts to wait at them,</li>
 * <li>{@link #stdio()} goes into the request that creates the process,</li>
 * <li>{@link #onStdinEnd} is called when the process can be sent CloseIO,</li>
 * <li>{@link #awaitOutput()} is called when it has ended,</li>
 * <li>{@link #close()} in any case, also when the process could not be created.</li>
 * </ol>
 * Nothing here waits for the daemon; a FIFO that the shim never opens holds no thread
 * beyond {@link #close()}.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface ProcessStreams extends AutoCloseable {

	/**
	 * What containerd is told about the streams.
	 * @return the paths or the URI, for the request that creates the process
	 */
	Stdio stdio();

	/**
	 * The process's standard input. Writing waits until the shim has opened the FIFO, and
	 * while the process does not read (Linux holds 64 KiB for it). Interrupting a thread
	 * that writes closes the stream. Closing it is the end of the input, as soon as
	 * {@link #onStdinEnd} has been called; in a terminal it types the character EOT.
	 * Closing waits for nothing but CloseIO.
	 * @return the stream
	 * @throws IllegalStateException if the input is not {@link Input#piped()}
	 */
	OutputStream stdin();

	/**
	 * The process's standard output, or all that a terminal shows. Reading waits for the
	 * process; its end is reached when the process and all its children have closed
	 * theirs. Interrupting a thread that reads closes the stream. Closing it drops what
	 * comes, but the process is blocked when about 64 KiB wait.
	 * @return the stream
	 * @throws IllegalStateException if the output is not {@link Output#piped()}
	 */
	InputStream stdout();

	/**
	 * The process's standard error, like {@link #stdout()}.
	 * @return the stream
	 * @throws IllegalStateException if the errors are not {@link Output#piped()}, and
	 * with a terminal
	 */
	InputStream stderr();

	/**
	 * What was captured until now; complete after {@link #awaitOutput()}.
	 * @return a snapshot, which stays available after {@link #close()}
	 */
	CapturedOutput captured();

	/**
	 * Tells how containerd closes the input of the process. To be called by whoever makes
	 * the process, when it exists: after Create for a task, after Start for an exec,
	 * which ignores it before. The end of input is reached only when our write end is
	 * closed and CloseIO was called, in either order, because the shim holds a write end
	 * as well ({@code openStdin} in {@code cmd/containerd-shim-runc-v2/process/init.go}).
	 * @param closeIo calls CloseIO; runs once, at once or when the input ends, then on
	 * the thread that ends it; never for a terminal. Its exceptions are only logged
	 */
	void onStdinEnd(Runnable closeIo);

	/**
	 * Does {@link #awaitOutput(Duration)} with the time of {@link Streams#withDrain}.
	 * @return whether the end of all streams was reached
	 */
	boolean awaitOutput();

	/**
	 * Waits, after the process has ended, until its output has been passed on. The rule:
	 * reading goes on to the end of the stream, as long as bytes come and however slow
	 * the receiver is. A child that outlives the process may keep the stream open, so
	 * reading also ends when no byte came for some time, or when that time is over and
	 * more came since the end of the process than pipes can have held of it (4 MiB). No
	 * byte that the process itself wrote is lost, if the shim does not stand still for
	 * that time. What is {@linkplain Output#piped() piped} is not waited for. Input ends
	 * too.
	 * @param quiet for how long no byte must have come
	 * @return whether the end of all streams was reached
	 * @throws java.io.UncheckedIOException if a receiver of output or the source of the
	 * input failed
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	boolean awaitOutput(Duration quiet);

	/**
	 * Adds receivers of the output, beside those that are there: "attach and log at the
	 * same time". They get what comes from now on. A slow one blocks the process; where
	 * that must not be, let it {@linkplain JsonLog#follow follow} a log instead. One that
	 * fails is dropped.
	 * @param stdout takes standard output; neither piped nor captured
	 * @param stderr takes standard error; neither piped nor captured
	 * @return what takes the receivers away again
	 * @throws IllegalStateException if the stream is piped, goes to a log of the daemon
	 * or is discarded, so that nothing can be added
	 * @throws java.io.UncheckedIOException if a receiver cannot be opened
	 */
	Attachment attach(Output stdout, Output stderr);

	/**
	 * Lets go of a process that goes on, and leaves its FIFOs, so that it can be attached
	 * to again by {@link Streams#attach}, also from another JVM. Until then it is blocked
	 * when its output fills the FIFO (64 KiB); nothing is lost. The FIFOs are removed by
	 * a later use of the same directory, when the process has ended.
	 */
	void detach();

	/**
	 * Stops reading and writing and removes the FIFOs. What has been read is still passed
	 * on, if the receiver takes it within two seconds. Streams of the caller are not
	 * closed. A process that goes on is blocked when its output fills the FIFO. A second
	 * call does nothing.
	 */
	@Override
	void close();

	/**
	 * Receivers that were added to the output of a process.
	 */
	interface Attachment extends AutoCloseable {

		/**
		 * Takes the receivers away. Does not wait for one that is just taking bytes. A
		 * second call does nothing.
		 */
		@Override
		void close();

	}

}
