package io.github.containerd4j.network;

import java.net.InetAddress;
import java.util.List;

/**
 * An interface in a container.
 *
 * @param name the name, such as {@code eth0}
 * @param mac the hardware address; empty if the interface has none, or if it is not
 * known: of interfaces that this client did not connect only root can read it
 * @param addresses the addresses that can be used
 * @param counters what went through it
 * @since 0.1.0
 */
public record ContainerInterface(String name, String mac, List<Address> addresses, InterfaceCounters counters) {

	/**
	 * Copies the addresses.
	 * @param name the name
	 * @param mac the hardware address
	 * @param addresses the addresses
	 * @param counters what went through it
	 */
	public ContainerInterface {
		addresses = List.copyOf(addresses);
	}

	/**
	 * An address of an interface.
	 *
	 * @param address the address
	 * @param prefixLength the length of the network's part of it, in bits
	 */
	public record Address(InetAddress address, int prefixLength) {
	}

}
