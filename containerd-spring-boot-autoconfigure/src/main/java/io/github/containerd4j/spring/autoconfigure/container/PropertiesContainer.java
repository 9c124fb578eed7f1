package io.github.containerd4j.spring.autoconfigure.container;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.spec.RestartPolicy;
import io.github.containerd4j.spec.SpecMount;
import io.github.containerd4j.spring.container.ContainerLog;
import io.github.containerd4j.spring.container.DeclaredContainer;
import io.github.containerd4j.spring.container.DeclaredProbe;
import io.github.containerd4j.spring.container.Fingerprint;
import io.github.containerd4j.spring.container.LogDriver;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.util.StringUtils;

/**
 * The container that some properties describe.
 */
final class PropertiesContainer {

	private final String id;

	private final ContainerProperties container;

	private final ContainerDefaultsProperties defaults;

	private final Names names;

	private PropertiesContainer(String id, ContainerProperties container, ContainerDefaultsProperties defaults) {
		this.id = id;
		this.container = container;
		this.defaults = defaults;
		this.names = new Names("containerd.containers." + id);
	}

	static List<DeclaredContainer> all(ContainerdContainersProperties properties, ContainerdClient client,
			String namespace) {
		return properties.getContainers()
			.entrySet()
			.stream()
			.map((entry) -> new PropertiesContainer(entry.getKey(), entry.getValue(), properties.getDefaults())
				.create(client, namespace))
			.toList();
	}

	private DeclaredContainer create(ContainerdClient client, String defaultNamespace) {
		String namespace = (this.container.getNamespace() != null) ? this.container.getNamespace() : defaultNamespace;
		this.names.run("namespace", () -> client.namespace(namespace));
		NetworkSettings network = PropertiesNetwork.of(this.container.getNetwork(), this.names.of("network"),
				this.defaults.getNetwork());
		Resources limits = PropertiesLimits.of(this.container.getLimits(), this.names.of("limits"), PropertiesLimits
			.of(this.defaults.getLimits(), new Names("containerd.defaults.limits"), Resources.none()));
		ContainerLog log = PropertiesLog.of(this.container.getLog(), this.names.of("log"), this.defaults.getLog());
		List<DeclaredProbe> probes = this.container.getProbes()
			.entrySet()
			.stream()
			.map((probe) -> PropertiesProbe.of(probe.getKey(), probe.getValue(),
					this.names.of("probes." + probe.getKey()), network.mode()))
			.toList();
		return new DeclaredContainer(namespace, spec(network, limits, log), network, log,
				this.container.getPullPolicy(), stopTimeout(), this.container.getOnStop(), probes,
				fingerprint(network, limits, log));
	}

	private Duration stopTimeout() {
		if (this.container.getStopTimeout().isNegative()) {
			throw this.names.invalid("stop-timeout", "must not be negative");
		}
		return this.container.getStopTimeout();
	}

	private ContainerSpec spec(NetworkSettings network, Resources limits, ContainerLog log) {
		if (!StringUtils.hasText(this.container.getImage())) {
			throw this.names.invalid("image", "is missing");
		}
		ContainerSpec.Builder builder = ContainerSpec.builder(this.id).image(this.container.getImage());
		process(builder);
		isolation(builder);
		this.names.run("labels", () -> builder.labels(this.container.getLabels()));
		PropertyMapper map = PropertyMapper.get();
		map.from(this.container::getRestart)
			.to((restart) -> this.names.run("restart", () -> builder.restartPolicy(RestartPolicy.parse(restart))));
		map.from(this.container::getSnapshotter)
			.to((snapshotter) -> this.names.run("snapshotter", () -> builder.snapshotter(snapshotter)));
		map.from(this.container::getStopSignal)
			.to((signal) -> this.names.run("stop-signal", () -> builder.stopSignal(signal)));
		if (log.driver() == LogDriver.FILE) {
			map.from(log::file)
				.to((file) -> builder.logUri(file.toUri().toString().replaceFirst("^file:/+", "file:///")));
		}
		builder.resources(limits);
		builder.network(network);
		return this.names.get("image", builder::build);
	}

	private void process(ContainerSpec.Builder builder) {
		PropertyMapper map = PropertyMapper.get();
		if (!this.container.getCommand().isEmpty()) {
			builder.args(this.container.getCommand());
		}
		map.from(this.container::getEntrypoint).to(builder::entrypoint);
		this.names.run("env", () -> builder.env(this.container.getEnv()));
		map.from(this.container::getUser).to((user) -> this.names.run("user", () -> builder.user(user)));
		map.from(this.container::getWorkingDirectory)
			.to((directory) -> this.names.run("working-directory", () -> builder.cwd(directory)));
		map.from(this.container::getHostname)
			.to((hostname) -> this.names.run("hostname", () -> builder.hostname(hostname)));
	}

	private void isolation(ContainerSpec.Builder builder) {
		List<MountProperties> mounts = this.container.getMounts();
		for (int i = 0; i < mounts.size(); i++) {
			MountProperties mount = mounts.get(i);
			this.names.run("mounts[" + i + "]", () -> builder.mount(mount(mount)));
		}
		if (this.container.isReadOnlyRoot()) {
			builder.readOnlyRoot();
		}
		if (this.container.isPrivileged()) {
			builder.privileged();
		}
		this.names.run("add-capabilities",
				() -> builder.addCapabilities(this.container.getAddCapabilities().toArray(String[]::new)));
		this.names.run("drop-capabilities",
				() -> builder.dropCapabilities(this.container.getDropCapabilities().toArray(String[]::new)));
	}

	private static SpecMount mount(MountProperties mount) {
		String source = (mount.getSource() != null) ? mount.getSource() : "";
		String target = (mount.getTarget() != null) ? mount.getTarget() : "";
		SpecMount made = switch (mount.getType()) {
			case BIND -> SpecMount.bind(source, target);
			case VOLUME -> SpecMount.volume(source, target);
			case TMPFS -> SpecMount.tmpfs(target);
		};
		SpecMount bound = mount.getOptions().isEmpty() ? made : made.with(mount.getOptions().toArray(String[]::new));
		return mount.isReadOnly() ? bound.readOnly() : bound;
	}

	// What can be changed while the container runs, such as probes, is not in it.
	private String fingerprint(NetworkSettings network, Resources limits, ContainerLog log) {
		ContainerProperties properties = this.container;
		return Fingerprint.of(properties.getImage(), properties.getCommand(), properties.getEntrypoint(),
				new TreeMap<>(properties.getEnv()), properties.getUser(), properties.getWorkingDirectory(),
				properties.getHostname(), properties.getMounts().stream().map(PropertiesContainer::describe).toList(),
				properties.isReadOnlyRoot(), properties.isPrivileged(), properties.getAddCapabilities(),
				properties.getDropCapabilities(), network.toTypedValue().asText(), limits.toJson(), log,
				properties.getRestart(), new TreeMap<>(properties.getLabels()), properties.getSnapshotter(),
				properties.getStopSignal());
	}

	private static List<Object> describe(MountProperties mount) {
		return List.of(mount.getType(), String.valueOf(mount.getSource()), String.valueOf(mount.getTarget()),
				mount.isReadOnly(), mount.getOptions());
	}

}
