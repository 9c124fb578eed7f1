package io.github.containerd4j.state;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.event.ContainerdEventListener;
import io.github.containerd4j.event.EventPayload;
import io.github.containerd4j.event.EventSubscription;
import io.github.containerd4j.event.SubscribeOptions;
import io.github.containerd4j.event.SubscriptionState;
import io.github.containerd4j.event.TaskExecAdded;
import io.github.containerd4j.event.TaskExecStarted;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a container does something. Events tell when to look, and what is seen then
 * counts: the stream is live before the first look, and there is another look each time
 * it had to be opened again.
 */
final class StatusWait implements ContainerdEventListener {

	// A daemon that hangs must not hold a caller much longer than that wants to wait.
	private static final Duration SHORT = Duration.ofSeconds(5);

	private final Namespace namespace;

	private final String id;

	private final StatusReader reader;

	private final ContainerStatus wanted;

	private final long deadline;

	private final Semaphore news = new Semaphore(0);

	private volatile boolean passed;

	private @Nullable ContainerdException unknown;

	StatusWait(Namespace namespace, String id, ContainerStatus wanted, Duration timeout) {
		this.namespace = namespace;
		this.id = id;
		this.reader = new StatusReader(namespace, id);
		this.wanted = wanted;
		this.deadline = System.nanoTime() + timeout.toNanos();
	}

	/**
	 * Waits.
	 * @return whether it came to be in time
	 * @throws UnavailableException if the daemon is away when the time is over
	 */
	boolean await() {
		if (isSo()) {
			return true;
		}
		SubscribeOptions options = SubscribeOptions.defaults()
			.withFilters(Filter.equal("event.container_id", this.id), Filter.equal("event.id", this.id));
		try (EventSubscription subscription = this.namespace.events().subscribe(options, this)) {
			while (isNew()) {
				if (isSo()) {
					return true;
				}
			}
		}
		if (this.unknown != null) {
			throw this.unknown;
		}
		return false;
	}

	private boolean isNew() {
		try {
			boolean told = this.news.tryAcquire(left(), TimeUnit.NANOSECONDS);
			this.news.drainPermits();
			return told;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			Failure failure = new Failure("wait for", "container", this.id, this.namespace.name(), ErrorCode.CANCELLED);
			throw new CancelledException(failure.describe() + ": the waiting thread was interrupted", failure, ex);
		}
	}

	private long left() {
		return Math.max(0, this.deadline - System.nanoTime());
	}

	private boolean isSo() {
		if (this.passed) {
			return true;
		}
		try {
			this.unknown = null;
			return this.reader.read(patientFor(left())) == this.wanted;
		}
		catch (UnavailableException | DeadlineExceededException ex) {
			// There is another look when the daemon is back.
			this.unknown = ex;
			return false;
		}
	}

	private Namespace patientFor(long nanos) {
		return (nanos > 0 && nanos < SHORT.toNanos()) ? this.namespace.withTimeout(Duration.ofNanos(nanos))
				: this.namespace;
	}

	@Override
	public void onEvent(ContainerdEvent<?> event) {
		EventPayload payload = event.payload();
		if (payload instanceof TaskExecAdded || payload instanceof TaskExecStarted) {
			return;
		}
		if (StatusEvents.told(payload) == this.wanted) {
			this.passed = true;
		}
		this.news.release();
	}

	@Override
	public void onStateChange(SubscriptionState state, @Nullable ContainerdException reason) {
		if (state != SubscriptionState.LOST) {
			this.news.release();
		}
	}

}
