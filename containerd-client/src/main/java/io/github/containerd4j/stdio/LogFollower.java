package io.github.containerd4j.stdio;

import java.time.Duration;

/**
 * A thread that reads a log as it grows. It does not know when the process ends; whoever
 * does calls {@link #finish}.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface LogFollower extends AutoCloseable {

	/**
	 * Passes on what is in the log now, and ends.
	 * @param timeout the longest time to wait for the receiver
	 * @return whether all was passed on in that time; otherwise following was cut off
	 * @throws io.github.containerd4j.CancelledException if the waiting thread is
	 * interrupted
	 */
	boolean finish(Duration timeout);

	/**
	 * Whether entries are still passed on.
	 * @return {@code false} after the end, be it by closing or by a failure
	 */
	boolean isFollowing();

	/**
	 * Ends at once. The thread ends when the receiver returns from the entry it has; this
	 * waits for that for at most two seconds. A second call does nothing.
	 */
	@Override
	void close();

}
