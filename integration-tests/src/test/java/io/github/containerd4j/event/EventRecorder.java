package io.github.containerd4j.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a subscription tells, for a test that waits for it.
 */
final class EventRecorder implements ContainerdEventListener {

	private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);

	private final BlockingQueue<ContainerdEvent<?>> events = new LinkedBlockingQueue<>();

	private final BlockingQueue<SubscriptionState> states = new LinkedBlockingQueue<>();

	@Override
	public void onEvent(ContainerdEvent<?> event) {
		this.events.add(event);
	}

	@Override
	public void onStateChange(SubscriptionState state, @Nullable ContainerdException reason) {
		this.states.add(state);
	}

	SubscriptionState nextState() throws InterruptedException {
		SubscriptionState state = this.states.poll(LIMIT, TimeUnit.NANOSECONDS);
		if (state == null) {
			throw new AssertionError("the state has not changed within 30 s");
		}
		return state;
	}

	/**
	 * Takes events up to the first one that is wanted.
	 * @return the events, that one is the last
	 */
	List<ContainerdEvent<?>> until(Predicate<ContainerdEvent<?>> wanted) throws InterruptedException {
		List<ContainerdEvent<?>> seen = new ArrayList<>();
		long deadline = System.nanoTime() + LIMIT;
		while (seen.isEmpty() || !wanted.test(seen.get(seen.size() - 1))) {
			ContainerdEvent<?> event = this.events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			if (event == null) {
				throw new AssertionError("not told within " + Duration.ofNanos(LIMIT) + "; these were: "
						+ seen.stream().map(Object::toString).collect(Collectors.joining("\n")));
			}
			seen.add(event);
		}
		return seen;
	}

	ContainerdEvent<?> await(Predicate<ContainerdEvent<?>> wanted) throws InterruptedException {
		List<ContainerdEvent<?>> seen = until(wanted);
		return seen.get(seen.size() - 1);
	}

	ContainerdEvent<?> next() throws InterruptedException {
		return await((event) -> true);
	}

	int size() {
		return this.events.size();
	}

}
