package io.github.containerd4j.event;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.github.containerd4j.Filter;
import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;

/**
 * Which events a subscription gets, and how it deals with losses.
 *
 * @param filters alternatives that the daemon applies; none for all events. Fields are
 * {@code namespace}, {@code topic} and {@code event.} followed by a text field of the
 * payload as containerd names it, such as {@code event.container_id}; numbers never match
 * @param namespaces the namespaces whose events are wanted; none for all
 * @param initialBackoff how long to wait before the stream is opened again after it was
 * lost; doubled with each failure
 * @param maxBackoff the longest such wait
 * @param bufferSize how many events are kept for a listener that is slower than the
 * daemon. The daemon itself would queue without bound, so the stream is always read; when
 * the buffer is full the newest events are dropped until half of it is free again, and
 * one {@link EventGap} in their place tells how many
 * @param resync whether what was missed is found out by listing and comparing
 * @since 0.1.0
 */
public record SubscribeOptions(List<Filter> filters, List<String> namespaces, Duration initialBackoff,
		Duration maxBackoff, int bufferSize, Resync resync) {

	/** The default of {@link #initialBackoff()}: 100 milliseconds. */
	public static final Duration DEFAULT_INITIAL_BACKOFF = Duration.ofMillis(100);

	/** The default of {@link #maxBackoff()}: 5 seconds. */
	public static final Duration DEFAULT_MAX_BACKOFF = Duration.ofSeconds(5);

	/** The default of {@link #bufferSize()}: 8192 events. */
	public static final int DEFAULT_BUFFER_SIZE = 8192;

	private static final SubscribeOptions DEFAULTS = new SubscribeOptions(List.of(), List.of(), DEFAULT_INITIAL_BACKOFF,
			DEFAULT_MAX_BACKOFF, DEFAULT_BUFFER_SIZE, Resync.NONE);

	/**
	 * Checks and copies.
	 * @param filters the filters
	 * @param namespaces the namespaces
	 * @param initialBackoff the first wait
	 * @param maxBackoff the longest wait
	 * @param bufferSize the size of the buffer
	 * @param resync whether to list and compare
	 * @throws InvalidArgumentException if a namespace is no valid identifier, a time is
	 * not positive or the first is longer than the second, the buffer holds less than two
	 * events, or filters are combined with resync, which has to see every event
	 */
	public SubscribeOptions {
		filters = List.copyOf(filters);
		namespaces = List.copyOf(namespaces);
		namespaces.forEach((namespace) -> Identifiers.require("namespace", namespace));
		if (initialBackoff.isNegative() || initialBackoff.isZero() || initialBackoff.compareTo(maxBackoff) > 0) {
			throw InvalidArgumentException.of("backoff", initialBackoff + ".." + maxBackoff,
					"the first wait must be positive and not longer than the last");
		}
		if (bufferSize < 2) {
			throw InvalidArgumentException.of("buffer size", Integer.toString(bufferSize), "it must be at least 2");
		}
		if (resync != Resync.NONE && !filters.isEmpty()) {
			throw InvalidArgumentException.of("resync", resync.name(),
					"it has to see every event: choose namespaces instead of filters");
		}
	}

	/**
	 * All events of all namespaces, the default times and buffer, no resync.
	 * @return the options
	 */
	public static SubscribeOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * The same options with these filters.
	 * @param filters alternatives that the daemon applies
	 * @return the changed copy
	 */
	public SubscribeOptions withFilters(Filter... filters) {
		return new SubscribeOptions(Arrays.asList(filters), this.namespaces, this.initialBackoff, this.maxBackoff,
				this.bufferSize, this.resync);
	}

	/**
	 * The same options for these namespaces.
	 * @param namespaces the namespaces
	 * @return the changed copy
	 */
	public SubscribeOptions withNamespaces(String... namespaces) {
		return new SubscribeOptions(this.filters, Arrays.asList(namespaces), this.initialBackoff, this.maxBackoff,
				this.bufferSize, this.resync);
	}

	/**
	 * The same options with other waits.
	 * @param initial the first wait
	 * @param max the longest wait
	 * @return the changed copy
	 */
	public SubscribeOptions withBackoff(Duration initial, Duration max) {
		return new SubscribeOptions(this.filters, this.namespaces, initial, max, this.bufferSize, this.resync);
	}

	/**
	 * The same options with another buffer.
	 * @param events the number of events, at least 2
	 * @return the changed copy
	 */
	public SubscribeOptions withBufferSize(int events) {
		return new SubscribeOptions(this.filters, this.namespaces, this.initialBackoff, this.maxBackoff, events,
				this.resync);
	}

	/**
	 * The same options with or without resync.
	 * @param resync whether to list and compare
	 * @return the changed copy
	 */
	public SubscribeOptions withResync(Resync resync) {
		return new SubscribeOptions(this.filters, this.namespaces, this.initialBackoff, this.maxBackoff,
				this.bufferSize, resync);
	}

}
