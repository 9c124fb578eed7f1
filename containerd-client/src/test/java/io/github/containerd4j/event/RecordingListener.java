package io.github.containerd4j.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a subscription tells, for a test that waits for it.
 */
final class RecordingListener implements ContainerdEventListener {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

	@Override
	public void onEvent(ContainerdEvent<?> event) {
		this.told.add(event.payload());
	}

	@Override
	public void onStateChange(SubscriptionState state, @Nullable ContainerdException reason) {
		this.told.add(state);
	}

	/**
	 * The next event or state.
	 */
	Object next() throws InterruptedException {
		Object next = this.told.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		if (next == null) {
			throw new AssertionError("nothing was told within " + LIMIT);
		}
		return next;
	}

	<T> T next(Class<T> type) throws InterruptedException {
		return type.cast(next());
	}

	List<Object> next(int count) throws InterruptedException {
		List<Object> next = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			next.add(next());
		}
		return next;
	}

	boolean isEmpty() {
		return this.told.isEmpty();
	}

}
