package io.github.containerd4j.image;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A pull or push that is running. It runs on threads of its own, which end with it.
 * <p>
 * Safe for use by many threads.
 *
 * @param <T> the type of the result
 * @since 0.1.0
 */
public interface ImageTransfer<T> extends AutoCloseable {

	/**
	 * Who moves the image.
	 * @return the engine
	 */
	TransferEngine engine();

	/**
	 * Waits for the end. Running out of time, or an interrupt, ends only the waiting.
	 * @param timeout the longest time to wait
	 * @return the result
	 * @throws io.github.containerd4j.DeadlineExceededException if the transfer has not
	 * ended in time, or was ended by one of its own time limits
	 * @throws io.github.containerd4j.CancelledException if the transfer was closed, or
	 * the calling thread was interrupted (its interrupt flag is set again)
	 * @throws io.github.containerd4j.ContainerdException if the transfer failed
	 */
	T result(Duration timeout);

	/**
	 * The result as a future. It completes when everything is over at both ends, on a
	 * thread of the transfer, so what follows must return soon. Cancelling it cancels the
	 * transfer, without waiting for that.
	 * @return the future, always the same
	 */
	CompletableFuture<T> future();

	/**
	 * Cancels the transfer unless it has ended. Returns when its threads, its calls and
	 * its lease are gone, at most after 15 seconds; called from a listener of the
	 * transfer itself it does not wait. Closing twice has no effect.
	 */
	@Override
	void close();

}
