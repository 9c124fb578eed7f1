package io.github.containerd4j.spring.autoconfigure.container;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.InvalidPropertyException;
import io.github.containerd4j.spec.Profiles;
import io.github.containerd4j.spring.container.ContainerLog;
import io.github.containerd4j.spring.container.DeclaredContainer;
import io.github.containerd4j.spring.container.DeclaredProbe;
import io.github.containerd4j.spring.container.Fingerprint;
import io.github.containerd4j.spring.container.LogDriver;

/**
 * The container that some properties describe.
 */
final class PropertiesContainer {

	private final String id;

	private final ContainerProperties container;

	private final ContainerDefaultsProperties defaults;

	private final Map<String, ProfileProperties> profiles;

	private final Names names;

	private PropertiesContainer(String id, ContainerProperties container, ContainerdContainersProperties all) {
		this.id = id;
		this.container = container;
		this.defaults = all.getDefaults();
		this.profiles = all.getProfiles();
		this.names = new Names("containerd.containers." + id);
	}

	static List<DeclaredContainer> all(ContainerdContainersProperties properties, ContainerdClient client,
			String namespace) {
		return properties.getContainers()
			.entrySet()
			.stream()
			.map((entry) -> new PropertiesContainer(entry.getKey(), entry.getValue(), properties).create(client,
					namespace))
			.toList();
	}

	private DeclaredContainer create(ContainerdClient client, String defaultNamespace) {
		String namespace = (this.container.getNamespace() != null) ? this.container.getNamespace() : defaultNamespace;
		Profiles known = this.names.get("namespace", () -> client.namespace(namespace)).profiles();
		ContainerLog log = PropertiesLog.of(this.container.getLog(), this.names.of("log"), this.defaults.getLog());
		ContainerSpec spec = spec(known, log);
		NetworkSettings network = spec.network().orElseGet(NetworkSettings::none);
		List<DeclaredProbe> probes = this.container.getProbes()
			.entrySet()
			.stream()
			.map((probe) -> PropertiesProbe.of(probe.getKey(), probe.getValue(),
					this.names.of("probes." + probe.getKey()), network.mode()))
			.toList();
		return new DeclaredContainer(namespace, spec, network, log, this.container.getPullPolicy(), stopTimeout(),
				this.container.getOnStop(), probes, fingerprint(spec, network, log));
	}

	private Duration stopTimeout() {
		if (this.container.getStopTimeout().isNegative()) {
			throw this.names.invalid("stop-timeout", "must not be negative");
		}
		return this.container.getStopTimeout();
	}

	private ContainerSpec spec(Profiles known, ContainerLog log) {
		ContainerSpec own = read(this.names.prefix(), SettingsMap.of(this.container));
		ContainerSpec all = read("containerd.defaults", SettingsMap.of(this.defaults));
		String[] wanted = this.container.getProfiles().toArray(String[]::new);
		ContainerSpec spec = this.names.get("profiles",
				() -> known.resolve(own.toBuilder().profiles(wanted).build(), all));
		if (spec.image().isEmpty()) {
			throw this.names.invalid("image", "is missing");
		}
		ContainerSpec.Builder builder = spec.toBuilder();
		if (spec.network().isEmpty()) {
			builder.network(NetworkSettings.none());
		}
		if (log.driver() == LogDriver.FILE && log.file() != null) {
			builder.logUri(log.file().toUri().toString().replaceFirst("^file:/+", "file:///"));
		}
		return builder.build();
	}

	private ContainerSpec read(String prefix, Map<String, Object> settings) {
		try {
			return ContainerSpec.builder(this.id).properties(settings).build();
		}
		catch (InvalidPropertyException ex) {
			throw InvalidContainerPropertyException.of(prefix, ex);
		}
		catch (InvalidArgumentException ex) {
			throw new InvalidContainerPropertyException(this.names.prefix(), ex);
		}
	}

	// What can be changed while the container runs, such as probes, is not in it.
	private String fingerprint(ContainerSpec spec, NetworkSettings network, ContainerLog log) {
		Map<String, Object> own = new TreeMap<>(SettingsMap.of(this.container));
		own.keySet().removeAll(List.of("network", "limits"));
		List<Object> applied = new ArrayList<>();
		for (String name : this.container.getProfiles()) {
			ProfileProperties profile = this.profiles.get(name);
			applied.add((profile != null) ? SettingsMap.of(profile) : name);
		}
		return Fingerprint.of(own, applied, new TreeMap<>(spec.labels()), network.toTypedValue().asText(),
				spec.resources().toJson(), log);
	}

}
