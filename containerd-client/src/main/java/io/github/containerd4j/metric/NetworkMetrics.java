package io.github.containerd4j.metric;

/**
 * Traffic of one network interface. Many shims tell nothing of the network.
 *
 * @param name the name of the interface
 * @param rxBytes bytes that were received
 * @param rxPackets packets that were received
 * @param rxErrors errors while receiving
 * @param rxDropped packets dropped while receiving
 * @param txBytes bytes that were sent
 * @param txPackets packets that were sent
 * @param txErrors errors while sending
 * @param txDropped packets dropped while sending
 * @since 0.1.0
 */
public record NetworkMetrics(String name, long rxBytes, long rxPackets, long rxErrors, long rxDropped, long txBytes,
		long txPackets, long txErrors, long txDropped) {

}
