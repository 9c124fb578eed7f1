package io.github.containerd4j.rpc;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Locks by name, which exist only while somebody holds or awaits them.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class NamedLocks {

	private final Map<String, Entry> entries = new HashMap<>();

	/**
	 * No locks yet.
	 */
	public NamedLocks() {
		// Nothing to do.
	}

	/**
	 * Takes a lock.
	 * @param name the name of the lock
	 * @param deadline when to give up, as of {@link System#nanoTime()}
	 * @param onWait called before waiting, if the lock is not free
	 * @return the lock, to be closed by the same thread; {@code null} at the deadline
	 * @throws InterruptedException if the thread is interrupted while waiting
	 */
	public @Nullable Held acquire(String name, long deadline, Runnable onWait) throws InterruptedException {
		Entry entry = enter(name);
		boolean locked = false;
		try {
			locked = entry.lock.tryLock();
			if (!locked) {
				onWait.run();
				locked = entry.lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			}
			return locked ? () -> release(name, entry) : null;
		}
		finally {
			if (!locked) {
				leave(name, entry);
			}
		}
	}

	private void release(String name, Entry entry) {
		entry.lock.unlock();
		leave(name, entry);
	}

	private synchronized Entry enter(String name) {
		Entry entry = this.entries.computeIfAbsent(name, (key) -> new Entry());
		entry.users++;
		return entry;
	}

	private synchronized void leave(String name, Entry entry) {
		if (--entry.users == 0) {
			this.entries.remove(name);
		}
	}

	synchronized int size() {
		return this.entries.size();
	}

	private static final class Entry {

		private final ReentrantLock lock = new ReentrantLock(true);

		private int users;

	}

	/**
	 * A lock that is held.
	 */
	public interface Held extends AutoCloseable {

		/**
		 * Gives the lock back. To be called once, by the thread that took it.
		 */
		@Override
		void close();

	}

}
