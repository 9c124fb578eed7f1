package io.github.containerd4j.image;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Knows what is being waited for and since when nothing came of it. What takes its time
 * without moving bytes, such as unpacking, is not watched.
 */
final class StallWatch {

	private final Set<Moving> moving = ConcurrentHashMap.newKeySet();

	/**
	 * Starts watching.
	 * @param what what is being moved, for the error
	 * @return to be told of each step, and closed at the end
	 */
	Moving watch(String what) {
		Moving each = new Moving(what);
		this.moving.add(each);
		return each;
	}

	/**
	 * What has not moved for too long.
	 * @param limit the longest time without a step
	 * @return what it is; {@code null} if everything moves
	 */
	@Nullable String stalled(Duration limit) {
		long now = System.nanoTime();
		for (Moving each : this.moving) {
			if (now - each.lastStep > limit.toNanos()) {
				return each.what + " at byte " + each.bytes;
			}
		}
		return null;
	}

	/**
	 * Something that should move.
	 */
	final class Moving implements AutoCloseable {

		private final String what;

		private volatile long lastStep = System.nanoTime();

		private volatile long bytes;

		private Moving(String what) {
			this.what = what;
		}

		/**
		 * Notes a position; if it is a new one, that is a step.
		 */
		void at(long bytes) {
			if (bytes != this.bytes) {
				this.bytes = bytes;
				this.lastStep = System.nanoTime();
			}
		}

		@Override
		public void close() {
			StallWatch.this.moving.remove(this);
		}

	}

}
