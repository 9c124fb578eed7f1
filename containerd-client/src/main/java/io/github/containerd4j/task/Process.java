package io.github.containerd4j.task;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;

/**
 * A process in a container: the first one of a task, or one that was added by exec. What
 * {@link #info()} tells was read when this object was made or last refreshed; no getter
 * calls the daemon.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface Process {

	/**
	 * The container that the process belongs to.
	 * @return the container's identifier
	 */
	String containerId();

	/**
	 * The identifier of the process.
	 * @return the container's identifier for the first process of the task, the exec
	 * identifier for a further one
	 */
	String id();

	/**
	 * The state as it was last read.
	 * @return the state
	 */
	ProcessInfo info();

	/**
	 * Reads the state again.
	 * @return the state
	 * @throws io.github.containerd4j.NotFoundException if the process was deleted
	 */
	ProcessInfo refresh();

	/**
	 * Runs the process. Returns when its program was executed.
	 * @return the process id on the daemon's host
	 * @throws io.github.containerd4j.FailedPreconditionException if it runs already or
	 * has ended
	 * @throws io.github.containerd4j.ContainerdException if its program cannot be
	 * executed; an exec must be deleted even then
	 */
	int start();

	/**
	 * Sends a signal to this process only.
	 * @param signal the signal
	 * @throws io.github.containerd4j.NotFoundException if the process has ended
	 * @throws io.github.containerd4j.FailedPreconditionException if this is an exec that
	 * was not started
	 */
	void kill(Signal signal);

	/**
	 * Waits for the end of the process, however long that takes. It may be called before
	 * the start and after the end, until the process is deleted. While the daemon is away
	 * the process lives on and the waiting too: it is taken up again when the daemon is
	 * back. If it ended in the meantime, containerd 1.6 tells how; newer ones delete such
	 * a task when they start, and its exit code is lost. Interrupting the thread ends the
	 * waiting, not the process.
	 * @return how it ended
	 * @throws io.github.containerd4j.NotFoundException if the process was deleted, also
	 * by the daemon because it ended while that was away or because its shim is gone
	 * @throws io.github.containerd4j.ClientClosedException if the client is closed
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	ExitStatus waitFor();

	/**
	 * Waits for the end of the process for a limited time, otherwise as
	 * {@link #waitFor()}.
	 * @param timeout the longest time to wait
	 * @return how it ended; empty if it has not ended by then
	 * @throws io.github.containerd4j.UnavailableException if the daemon is away when the
	 * time is over, so that nobody can tell
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	Optional<ExitStatus> waitFor(Duration timeout);

	/**
	 * Waits for the end of the process without a thread, as {@link #waitFor()} also while
	 * the daemon is away.
	 * @return how it ended. It completes on a thread of the transport, so blocking work
	 * belongs into an {@code ...Async} stage. Cancelling it ends the waiting, not the
	 * process; cancelling a stage that was derived from it does not
	 */
	CompletableFuture<ExitStatus> onExit();

	/**
	 * Sets the size of the terminal. Has no effect without one. An exec has its terminal
	 * only after its start.
	 * @param columns the number of columns
	 * @param rows the number of rows
	 */
	void resize(int columns, int rows);

	/**
	 * Opens the standard streams of a process that somebody else has started, also
	 * another JVM: its FIFOs on this host. Only one reader gets each byte.
	 * @param streams what to do with them; a terminal's size is ignored
	 * @return our ends, to be closed; closing does not end the process
	 * @throws io.github.containerd4j.FailedPreconditionException if a stream that is
	 * wanted is no FIFO of this host
	 * @throws io.github.containerd4j.NotFoundException if the process was deleted
	 */
	ProcessStreams attach(Streams streams);

	/**
	 * Lets the process see the end of its input, once the writer of its standard input
	 * has closed it too.
	 */
	void closeStdin();

	/**
	 * Deletes the process, which must not run, and frees what it held. For the first
	 * process this deletes the task.
	 * @return how it ended; told only this once
	 * @throws io.github.containerd4j.NotFoundException if it was deleted already
	 * @throws io.github.containerd4j.FailedPreconditionException if it is running or
	 * paused
	 */
	ExitStatus delete();

}
