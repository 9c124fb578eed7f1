package io.github.containerd4j.transfer;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * A stream of typed values in both directions between this process and a transfer. One
 * thread may send while another one receives.
 * <p>
 * Who opens a stream closes it. Closing cancels what is left of it; a transfer that still
 * uses it fails then.
 *
 * @since 0.1.0
 */
public interface TransferStream extends AutoCloseable {

	/**
	 * The identifier by which a transfer refers to the stream.
	 * @return the identifier
	 */
	String id();

	/**
	 * Sends a value. Blocks while the daemon is slower, at most for the request timeout.
	 * @param value the value
	 * @throws io.github.containerd4j.ContainerdException if the stream has ended
	 */
	void send(TypedValue value);

	/**
	 * Receives the next value. Blocks until it is there, at most for the request timeout.
	 * @return the value; {@code null} when the daemon has ended the stream
	 * @throws io.github.containerd4j.ContainerdException if the stream failed
	 */
	@Nullable TypedValue receive();

	/**
	 * Receives the next value.
	 * @param timeout the longest time to wait; the stream is cancelled when it runs out
	 * @return the value; {@code null} when the daemon has ended the stream
	 * @throws io.github.containerd4j.ContainerdException if the stream failed
	 */
	@Nullable TypedValue receive(Duration timeout);

	/**
	 * Says that nothing more will be sent; receiving goes on.
	 */
	void halfClose();

	/**
	 * Sends bytes through this stream, as an import wants them. Writing blocks until the
	 * daemon has asked for so much, at most for the request timeout. Closing the output
	 * tells the daemon that this is all, and leaves the stream open.
	 * @return the output, for one thread, to be used instead of the other methods
	 */
	OutputStream output();

	/**
	 * Receives a tar archive through this stream, as an export sends it. The daemon never
	 * ends such a stream, so the input ends with the archive. Reading blocks until bytes
	 * are there, at most for the request timeout. Closing the input leaves the stream
	 * open.
	 * @return the input, for one thread, to be used instead of the other methods
	 */
	InputStream tarInput();

	/**
	 * Cancels the stream unless the daemon has ended it already. Closing twice has no
	 * effect.
	 */
	@Override
	void close();

}
