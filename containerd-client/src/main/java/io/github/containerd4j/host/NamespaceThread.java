package io.github.containerd4j.host;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A platform thread of its own in the namespaces of another process, which it leaves by
 * ending.
 *
 * @param <T> what it finds
 * @since 0.1.0
 */
public final class NamespaceThread<T> {

	// A thread that has its result is about to end.
	private static final long END_MILLIS = 1000;

	private final FutureTask<T> task;

	private final Thread thread;

	private NamespaceThread(String name, ProcessNamespaces namespaces, Callable<T> function) {
		this.task = new FutureTask<>(() -> {
			// Who else closed them might do so while they are joined, and their numbers
			// could be those of other files by then.
			try (namespaces) {
				namespaces.join();
			}
			if (Thread.currentThread().isInterrupted()) {
				throw new InterruptedException();
			}
			return function.call();
		});
		this.thread = new Thread(this.task, name);
		this.thread.setDaemon(true);
	}

	/**
	 * Starts the thread.
	 * @param <T> what it finds
	 * @param name the name of the thread
	 * @param namespaces what it joins; the thread closes them
	 * @param function what it does there
	 * @return the thread
	 */
	public static <T> NamespaceThread<T> start(String name, ProcessNamespaces namespaces, Callable<T> function) {
		NamespaceThread<T> started = new NamespaceThread<>(name, namespaces, function);
		try {
			started.thread.start();
			return started;
		}
		catch (Error ex) {
			namespaces.close();
			throw ex;
		}
	}

	/**
	 * Waits for the end of the function. When that does not come in time, or the waiting
	 * thread is interrupted, the function is interrupted and not waited for any more.
	 * @param timeout the longest time to wait; {@code null} for no limit
	 * @return what the function returned
	 * @throws ExecutionException if the function failed, or with a
	 * {@link SystemCallException} if the namespaces cannot be joined
	 * @throws TimeoutException if it has not ended in time
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	public T await(@Nullable Duration timeout) throws ExecutionException, TimeoutException, InterruptedException {
		try {
			T result = (timeout != null) ? this.task.get(timeout.toNanos(), TimeUnit.NANOSECONDS) : this.task.get();
			this.thread.join(END_MILLIS);
			return result;
		}
		catch (ExecutionException ex) {
			this.thread.join(END_MILLIS);
			throw ex;
		}
		catch (TimeoutException | InterruptedException ex) {
			this.thread.interrupt();
			throw ex;
		}
	}

}
