package io.github.containerd4j.event;

/**
 * Where an event comes from.
 *
 * @since 0.1.0
 */
public enum EventOrigin {

	/** The daemon sent it. */
	LIVE,

	/**
	 * The subscription found by listing and comparing that it must have happened while
	 * events were missing. Such an event may also have been seen, or still come, live.
	 */
	RESYNC,

	/** The subscription tells about itself: an {@link EventGap}. */
	STREAM

}
