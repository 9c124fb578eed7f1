package io.github.containerd4j.network;

import java.net.InetAddress;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a network gave a container.
 *
 * @param interfaces the interfaces that were made, on both sides
 * @param addresses the addresses of the container
 * @param routes the routes of the container
 * @param dns how names are resolved in the network
 * @param document all that the last plugin answered, JSON
 * @since 0.1.0
 */
public record CniResult(List<Interface> interfaces, List<Address> addresses, List<Route> routes, Dns dns,
		String document) {

	/**
	 * Copies the lists.
	 * @param interfaces the interfaces
	 * @param addresses the addresses
	 * @param routes the routes
	 * @param dns how names are resolved
	 * @param document the answer
	 */
	public CniResult {
		interfaces = List.copyOf(interfaces);
		addresses = List.copyOf(addresses);
		routes = List.copyOf(routes);
	}

	/**
	 * Reads an answer of any version of CNI.
	 * @param json the answer
	 * @return the result
	 * @throws io.github.containerd4j.InvalidArgumentException if it is none
	 */
	public static CniResult parse(String json) {
		return CniResultReader.read(JsonView.parse("result of a plugin", json));
	}

	/**
	 * An interface.
	 *
	 * @param name the name
	 * @param mac the hardware address; empty if it was not told
	 * @param sandbox the network namespace; empty for an interface of the machine
	 */
	public record Interface(String name, String mac, String sandbox) {
	}

	/**
	 * An address of the container.
	 *
	 * @param address the address
	 * @param prefixLength the length of the network's part of it, in bits
	 * @param gateway the way out of the network; {@code null} for none
	 * @param interfaceName the interface; empty if it was not told
	 */
	public record Address(InetAddress address, int prefixLength, @Nullable InetAddress gateway, String interfaceName) {
	}

	/**
	 * A route of the container.
	 *
	 * @param destination a network such as {@code 0.0.0.0/0}
	 * @param gateway the next hop; {@code null} for the address's gateway
	 */
	public record Route(String destination, @Nullable InetAddress gateway) {
	}

}
