package io.github.containerd4j.spring.autoconfigure.container;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.network.Dns;
import io.github.containerd4j.network.HostEntry;
import io.github.containerd4j.network.NetworkMode;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.network.PortMapping;
import org.jspecify.annotations.Nullable;

/**
 * The network that the properties describe.
 */
final class PropertiesNetwork {

	private PropertiesNetwork() {
	}

	/**
	 * Makes settings.
	 * @param network the properties
	 * @param names their names
	 * @param others what holds where the properties say nothing
	 * @return the settings
	 */
	static NetworkSettings of(NetworkProperties network, Names names, NetworkProperties others) {
		NetworkMode own = modeOf(network);
		NetworkProperties modes = (own != null) ? network : others;
		NetworkMode mode = (own != null) ? own : modeOf(others);
		NetworkSettings.Builder builder = switch ((mode != null) ? mode : NetworkMode.NONE) {
			case NONE -> NetworkSettings.none().toBuilder();
			case HOST -> NetworkSettings.host().toBuilder();
			case CONTAINER -> names.get("container", () -> shared(modes, names)).toBuilder();
			case CNI -> names.get("networks", () -> NetworkSettings.cni(networks(network, others))).toBuilder();
		};
		names.run("ports", () -> builder.ports(ports(network.getPorts())));
		names.run("nameservers", () -> builder.dns(dns(network, others)));
		names.run("hosts", () -> builder.hosts(hosts(network.getHosts())));
		return names.get("mode", builder::build);
	}

	private static @Nullable NetworkMode modeOf(NetworkProperties network) {
		if (network.getMode() != null) {
			return network.getMode();
		}
		boolean plugins = !network.getNetworks().isEmpty() || !network.getPorts().isEmpty();
		return plugins ? NetworkMode.CNI : null;
	}

	private static NetworkSettings shared(NetworkProperties network, Names names) {
		String container = network.getContainer();
		if (container == null) {
			throw names.invalid("container", "is missing: the mode is container");
		}
		return NetworkSettings.container(container);
	}

	private static String[] networks(NetworkProperties network, NetworkProperties others) {
		List<String> networks = network.getNetworks().isEmpty() ? others.getNetworks() : network.getNetworks();
		return networks.toArray(String[]::new);
	}

	private static PortMapping[] ports(List<String> ports) {
		return ports.stream().map(PortMapping::parse).toArray(PortMapping[]::new);
	}

	private static Dns dns(NetworkProperties network, NetworkProperties others) {
		NetworkProperties dns = network.getNameservers().isEmpty() && network.getSearch().isEmpty() ? others : network;
		return new Dns(dns.getNameservers(), null, dns.getSearch(), List.of());
	}

	private static HostEntry[] hosts(Map<String, String> hosts) {
		return hosts.entrySet()
			.stream()
			.map((host) -> HostEntry.of(host.getValue(), host.getKey()))
			.toArray(HostEntry[]::new);
	}

}
