package io.github.containerd4j.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.network.Dns;
import io.github.containerd4j.network.HostEntry;
import io.github.containerd4j.network.NetworkMode;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.network.PortMapping;
import org.jspecify.annotations.Nullable;

/**
 * A network that properties describe, several of them one over the other: what one of
 * them does not say is as the one below has it.
 */
final class NetworkProperties {

	private static final Set<String> NAMES = Set.of("mode", "networks", "container", "ports", "nameservers", "search",
			"hosts", "keep");

	private static final String PREFIX = "network";

	private @Nullable NetworkMode mode;

	private List<String> networks = List.of();

	private @Nullable String container;

	private final List<PortMapping> ports = new ArrayList<>();

	private List<String> nameservers = List.of();

	private List<String> search = List.of();

	private final List<HostEntry> hosts = new ArrayList<>();

	private @Nullable Boolean kept;

	private final PropertyTree properties;

	private NetworkProperties(PropertyTree properties) {
		this.properties = properties;
		properties.text("mode", (text) -> this.mode = mode(text));
		properties.texts("networks", (names) -> this.networks = names);
		properties.text("container", (id) -> this.container = id);
		properties.texts("ports", (list) -> list.forEach((port) -> this.ports.add(PortMapping.parse(port))));
		properties.texts("nameservers", (servers) -> this.nameservers = servers);
		properties.texts("search", (domains) -> this.search = domains);
		properties.map("hosts", (map) -> map.forEach((name, address) -> this.hosts.add(HostEntry.of(address, name))));
		properties.flag("keep", (flag) -> this.kept = flag);
	}

	static void check(PropertyTree properties) {
		properties.requireOnly(NAMES);
	}

	/**
	 * Writes properties over those that are there.
	 */
	static void write(SpecSettings settings, Map<String, Object> properties) {
		Map<String, Object> merged = new LinkedHashMap<>(settings.networkProperties);
		properties.forEach((name, value) -> merged.merge(name, value, NetworkProperties::over));
		if (properties.containsKey("mode") || says(properties, "networks") || says(properties, "ports")) {
			dropOther(merged, properties);
		}
		NetworkProperties described = new NetworkProperties(PropertyTree.of(Map.of(PREFIX, merged)).group(PREFIX));
		NetworkSettings network = described.settings();
		settings.networkProperties.clear();
		settings.networkProperties.putAll(merged);
		settings.network = network;
		if (described.kept != null) {
			settings.networkKept = described.kept;
		}
		LinuxNamespace namespace = LinuxNamespace.of(network);
		settings.namespaces.put(namespace.kind(), namespace);
	}

	// A mode of the one below does not stand against networks or ports of this one, nor
	// the other way round.
	private static void dropOther(Map<String, Object> merged, Map<String, Object> upper) {
		if (!upper.containsKey("mode")) {
			merged.remove("mode");
		}
		else if (!"cni".equalsIgnoreCase(String.valueOf(upper.get("mode")))) {
			List.of("networks", "ports").stream().filter((name) -> !upper.containsKey(name)).forEach(merged::remove);
		}
	}

	private static boolean says(Map<String, Object> properties, String name) {
		return properties.get(name) instanceof List<?> list && !list.isEmpty();
	}

	private static Object over(Object lower, Object upper) {
		if (lower instanceof Map<?, ?> below && upper instanceof Map<?, ?> above) {
			Map<Object, Object> merged = new LinkedHashMap<>(below);
			merged.putAll(above);
			return merged;
		}
		return (upper instanceof List<?> list && list.isEmpty()) ? lower : upper;
	}

	private NetworkMode mode(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "none" -> NetworkMode.NONE;
			case "host" -> NetworkMode.HOST;
			case "container" -> NetworkMode.CONTAINER;
			case "cni" -> NetworkMode.CNI;
			default -> throw this.properties.wrong("mode", "none, host, container or cni", text);
		};
	}

	private NetworkSettings settings() {
		NetworkSettings.Builder builder = switch (mode()) {
			case NONE -> NetworkSettings.none().toBuilder();
			case HOST -> NetworkSettings.host().toBuilder();
			case CONTAINER -> shared().toBuilder();
			case CNI -> plugins();
		};
		this.properties.set("ports", () -> builder.ports(this.ports.toArray(PortMapping[]::new)));
		this.properties.set("nameservers", () -> builder.dns(new Dns(this.nameservers, null, this.search, List.of())));
		this.properties.set("hosts", () -> builder.hosts(this.hosts.toArray(HostEntry[]::new)));
		List<NetworkSettings> built = new ArrayList<>();
		this.properties.set("mode", () -> built.add(builder.build()));
		return built.get(0);
	}

	private NetworkMode mode() {
		if (this.mode != null) {
			return this.mode;
		}
		return this.networks.isEmpty() && this.ports.isEmpty() ? NetworkMode.NONE : NetworkMode.CNI;
	}

	private NetworkSettings.Builder plugins() {
		String[] names = this.networks.toArray(String[]::new);
		this.properties.set("networks", () -> NetworkSettings.cni(names));
		return NetworkSettings.builder(names);
	}

	private NetworkSettings shared() {
		if (this.container == null) {
			throw new InvalidPropertyException(PREFIX + ".container", "is missing: the mode is container", null);
		}
		List<NetworkSettings> built = new ArrayList<>();
		String other = this.container;
		this.properties.set("container", () -> built.add(NetworkSettings.container(other)));
		return built.get(0);
	}

}
