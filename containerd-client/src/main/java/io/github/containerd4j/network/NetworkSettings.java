package io.github.containerd4j.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * What network a container wants. It is stored with the container, so that every client
 * that starts or deletes it later knows. Immutable.
 *
 * @param mode where the network comes from
 * @param networks the names of CNI networks, in the order of the container's interfaces
 * {@code eth0}, {@code eth1} and so on; empty for the default network of the machine.
 * Empty in other modes
 * @param container the container whose network is shared; {@code null} in other modes
 * @param ports the ports of the machine that lead to the container
 * @param bandwidth the limits of what passes; {@code null} for none
 * @param dns how names are resolved; nothing in it for what the network or else the
 * machine has
 * @param hosts additional lines of {@code /etc/hosts}
 * @param addresses the addresses that the container wants in the first network
 * @param mac the hardware address that the container wants in the first network;
 * {@code null} for any
 * @param aliases names of the container for networks that know such
 * @since 0.1.0
 */
public record NetworkSettings(NetworkMode mode, List<String> networks, @Nullable String container,
		List<PortMapping> ports, @Nullable Bandwidth bandwidth, Dns dns, List<HostEntry> hosts, List<String> addresses,
		@Nullable String mac, List<String> aliases) {

	/** The key of the settings among a container's extensions. */
	public static final String EXTENSION = "io.github.containerd4j.network";

	/**
	 * Checks the parts, each of them and together, and copies the lists.
	 * @param mode where the network comes from
	 * @param networks the names of CNI networks
	 * @param container the container whose network is shared
	 * @param ports the ports
	 * @param bandwidth the limits
	 * @param dns how names are resolved
	 * @param hosts additional lines of {@code /etc/hosts}
	 * @param addresses the wanted addresses
	 * @param mac the wanted hardware address
	 * @param aliases the names of the container
	 * @throws InvalidArgumentException if a part is not valid, or is there in a mode
	 * where it would have no effect
	 */
	public NetworkSettings {
		networks = List.copyOf(networks);
		ports = List.copyOf(ports);
		hosts = List.copyOf(hosts);
		addresses = List.copyOf(addresses);
		aliases = List.copyOf(aliases);
		NetworkSettingsCheck.run(mode, networks, container, addresses, mac, aliases);
		boolean plugins = !networks.isEmpty() || !ports.isEmpty() || bandwidth != null || !addresses.isEmpty()
				|| mac != null || !aliases.isEmpty();
		if (plugins && mode != NetworkMode.CNI) {
			throw InvalidArgumentException.of("network mode", mode.name(),
					"networks, ports, bandwidth, addresses and aliases need CNI plugins");
		}
	}

	/**
	 * A network namespace with nothing but the loopback interface: what a container has
	 * without settings.
	 * @return the settings
	 */
	public static NetworkSettings none() {
		return new Builder(NetworkMode.NONE).build();
	}

	/**
	 * The network of the machine.
	 * @return the settings
	 */
	public static NetworkSettings host() {
		return new Builder(NetworkMode.HOST).build();
	}

	/**
	 * CNI networks.
	 * @param networks their names; none for the default network of the machine
	 * @return the settings
	 * @throws InvalidArgumentException if a name is no valid one or is there twice
	 */
	public static NetworkSettings cni(String... networks) {
		return builder(networks).build();
	}

	/**
	 * The network of another container of the same namespace, which must run when the
	 * container is started.
	 * @param id the other container
	 * @return the settings
	 * @throws InvalidArgumentException if it is no valid identifier
	 */
	public static NetworkSettings container(String id) {
		Builder builder = new Builder(NetworkMode.CONTAINER);
		builder.container = Identifiers.require("container id", id);
		return builder.build();
	}

	/**
	 * Starts settings of CNI networks.
	 * @param networks their names; none for the default network of the machine
	 * @return the builder
	 */
	public static Builder builder(String... networks) {
		Builder builder = new Builder(NetworkMode.CNI);
		builder.networks = List.of(networks);
		return builder;
	}

	/**
	 * Starts with these settings.
	 * @return the builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * The form in which the settings are stored with the container, to be an extension
	 * under the key {@link #EXTENSION}.
	 * @return JSON
	 */
	public TypedValue toTypedValue() {
		return TypedValue.json(EXTENSION, NetworkSettingsJson.write(this).toString());
	}

	/**
	 * Reads the settings among the extensions of a container.
	 * @param extensions the extensions
	 * @return the settings; empty if the container has none
	 * @throws InvalidArgumentException if they are damaged
	 */
	public static Optional<NetworkSettings> find(Map<String, TypedValue> extensions) {
		return Optional.ofNullable(extensions.get(EXTENSION))
			.map((value) -> NetworkSettingsJson.read(JsonView.parse("network settings", value.asText())));
	}

	/**
	 * Builds settings. Not safe for use by many threads.
	 */
	public static final class Builder {

		private final NetworkMode mode;

		private List<String> networks = List.of();

		private @Nullable String container;

		private List<PortMapping> ports = List.of();

		private @Nullable Bandwidth bandwidth;

		private Dns dns = Dns.NONE;

		private List<HostEntry> hosts = List.of();

		private List<String> addresses = List.of();

		private @Nullable String mac;

		private List<String> aliases = List.of();

		private Builder(NetworkMode mode) {
			this.mode = mode;
		}

		private Builder(NetworkSettings settings) {
			this.mode = settings.mode;
			this.networks = settings.networks;
			this.container = settings.container;
			this.ports = settings.ports;
			this.bandwidth = settings.bandwidth;
			this.dns = settings.dns;
			this.hosts = settings.hosts;
			this.addresses = settings.addresses;
			this.mac = settings.mac;
			this.aliases = settings.aliases;
		}

		/**
		 * Sets the ports of the machine that lead to the container.
		 * @param ports the ports
		 * @return this builder
		 */
		public Builder ports(PortMapping... ports) {
			this.ports = List.of(ports);
			return this;
		}

		/**
		 * Limits what passes.
		 * @param bandwidth the limits
		 * @return this builder
		 */
		public Builder bandwidth(Bandwidth bandwidth) {
			this.bandwidth = bandwidth;
			return this;
		}

		/**
		 * Says how names are resolved.
		 * @param dns what {@code /etc/resolv.conf} will have
		 * @return this builder
		 */
		public Builder dns(Dns dns) {
			this.dns = dns;
			return this;
		}

		/**
		 * Sets additional lines of {@code /etc/hosts}.
		 * @param hosts the lines
		 * @return this builder
		 */
		public Builder hosts(HostEntry... hosts) {
			this.hosts = List.of(hosts);
			return this;
		}

		/**
		 * Asks for addresses in the first network. It needs a plugin with the capability
		 * {@code ips}.
		 * @param addresses addresses, each with or without the length of its prefix
		 * @return this builder
		 */
		public Builder addresses(String... addresses) {
			this.addresses = List.of(addresses);
			return this;
		}

		/**
		 * Asks for a hardware address in the first network. It needs a plugin with the
		 * capability {@code mac}.
		 * @param mac six bytes such as {@code 02:00:00:00:00:05}
		 * @return this builder
		 */
		public Builder mac(String mac) {
			this.mac = mac;
			return this;
		}

		/**
		 * Asks for no addresses any more, of either kind.
		 * @return this builder
		 */
		public Builder withoutAddresses() {
			this.addresses = List.of();
			this.mac = null;
			return this;
		}

		/**
		 * Sets names of the container. It needs a plugin with the capability
		 * {@code aliases}.
		 * @param aliases the names
		 * @return this builder
		 */
		public Builder aliases(String... aliases) {
			this.aliases = List.of(aliases);
			return this;
		}

		/**
		 * Checks and builds the settings.
		 * @return the settings
		 * @throws InvalidArgumentException if a part is not valid
		 */
		public NetworkSettings build() {
			return new NetworkSettings(this.mode, this.networks, this.container, this.ports, this.bandwidth, this.dns,
					this.hosts, this.addresses, this.mac, this.aliases);
		}

	}

}
