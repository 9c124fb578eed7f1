package io.github.containerd4j.task;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.stdio.ProcessStreams;

/**
 * A running process that was added by exec, to talk to. Whoever opened it closes it,
 * which kills the process if it still runs; {@link #detach()} leaves it running instead.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface ExecSession extends AutoCloseable {

	/**
	 * The process as containerd knows it.
	 * @return the process; it must not be deleted before this session has ended
	 */
	Process process();

	/**
	 * The process id on the daemon's host.
	 * @return the process id
	 */
	int pid();

	/**
	 * Our ends of its standard streams.
	 * @return the streams, which this session closes
	 */
	ProcessStreams streams();

	/**
	 * What the process reads; see {@link ProcessStreams#stdin()}.
	 * @return the stream; closing it is the end of the input
	 * @throws IllegalStateException if the session was opened with other input
	 */
	OutputStream stdin();

	/**
	 * What the process writes; see {@link ProcessStreams#stdout()}.
	 * @return the stream
	 * @throws IllegalStateException if the session was opened with other output
	 */
	InputStream stdout();

	/**
	 * What the process writes as errors; see {@link ProcessStreams#stderr()}.
	 * @return the stream
	 * @throws IllegalStateException if the session was opened with other output, or has a
	 * terminal
	 */
	InputStream stderr();

	/**
	 * Sets the size of the terminal.
	 * @param columns the number of columns
	 * @param rows the number of rows
	 */
	void resize(int columns, int rows);

	/**
	 * Sends a signal to the process. Does nothing if it has ended.
	 * @param signal the signal
	 */
	void signal(Signal signal);

	/**
	 * The end of the process, and its output unless that is piped. It does not complete
	 * after {@link #detach()}.
	 * @return the result; it completes on a thread of this session. Cancelling it has no
	 * effect on the process
	 */
	CompletableFuture<ExecResult> result();

	/**
	 * Waits for the end of the process, and for its output unless that is piped.
	 * @return the result
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted; the
	 * process lives on
	 */
	ExecResult waitFor();

	/**
	 * Waits for the end of the process for a limited time.
	 * @param timeout the longest time to wait
	 * @return the result; empty if it has not ended by then, and lives on
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	Optional<ExecResult> waitFor(Duration timeout);

	/**
	 * Lets go of the process, which runs on. Its streams stay where they are for
	 * {@link Process#attach}, found again by {@link Task#process(String)}; when it has
	 * ended, it is to be deleted by whoever wants its exit code. Closing has no effect
	 * then.
	 */
	void detach();

	/**
	 * Kills the process if it still runs, with its children where this host is the
	 * daemon's; deletes it and closes the streams. Takes 10 seconds at most, or the
	 * request timeout if that is shorter; what then still lives is logged.
	 */
	@Override
	void close();

}
