package io.github.containerd4j.network;

import io.github.containerd4j.InvalidArgumentException;

/**
 * How much a container may receive and send. It needs a plugin with the capability
 * {@code bandwidth} in the network.
 *
 * @param ingressRate what the container receives, in bits for each second; 0 for no limit
 * @param ingressBurst how many bits may come at once; 0 exactly if there is no limit
 * @param egressRate what the container sends, in bits for each second; 0 for no limit
 * @param egressBurst how many bits may go at once; 0 exactly if there is no limit
 * @since 0.1.0
 */
public record Bandwidth(long ingressRate, long ingressBurst, long egressRate, long egressBurst) {

	// The kernel's token bucket counts the burst in bytes of 32 bits.
	private static final long MAX_BURST = 0xFFFF_FFFFL * 8;

	/**
	 * Checks the limits.
	 * @param ingressRate the rate of what is received
	 * @param ingressBurst the burst of what is received
	 * @param egressRate the rate of what is sent
	 * @param egressBurst the burst of what is sent
	 * @throws InvalidArgumentException if a number is negative, a burst is too large, or
	 * a rate comes without burst or the other way round
	 */
	public Bandwidth {
		require("ingress", ingressRate, ingressBurst);
		require("egress", egressRate, egressBurst);
	}

	/**
	 * The same rate in both directions, with a burst of what passes in a tenth of a
	 * second, but at least of 64 KiB: less than the largest packet would stop it for
	 * ever.
	 * @param bitsPerSecond the rate, more than 0
	 * @return the limits
	 */
	public static Bandwidth of(long bitsPerSecond) {
		long burst = Math.min(MAX_BURST, Math.max(8 * 65536, bitsPerSecond / 10));
		return new Bandwidth(bitsPerSecond, burst, bitsPerSecond, burst);
	}

	private static void require(String direction, long rate, long burst) {
		if (rate < 0 || burst < 0 || burst > MAX_BURST || (rate == 0) != (burst == 0)) {
			throw InvalidArgumentException.of(direction + " bandwidth", rate + " with burst " + burst,
					"rate and burst must both be 0 or both be positive, the burst at most " + MAX_BURST + " bits");
		}
	}

}
