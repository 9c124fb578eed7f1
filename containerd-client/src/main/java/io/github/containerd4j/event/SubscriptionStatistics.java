package io.github.containerd4j.event;

/**
 * What a subscription has done since it was made.
 *
 * @param received events that the daemon has sent
 * @param dropped those of them that were thrown away because the buffer was full
 * @param gaps holes in the stream that were told to the listener
 * @param reconnects how often the stream was opened again after it was lost
 * @param resynced events that were found by listing and comparing
 * @param listenerFailures events and changes of state at which the listener threw
 * @since 0.1.0
 */
public record SubscriptionStatistics(long received, long dropped, long gaps, long reconnects, long resynced,
		long listenerFailures) {

}
