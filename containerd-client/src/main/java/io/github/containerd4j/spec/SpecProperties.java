package io.github.containerd4j.spec;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Sets what properties say. Their names are the same wherever a container is described
 * so.
 */
final class SpecProperties {

	private static final Set<String> NAMES = Set.of("image", "command", "entrypoint", "env", "user",
			"working-directory", "hostname", "mounts", "read-only-root", "privileged", "add-capabilities",
			"drop-capabilities", "network", "limits", "restart", "labels", "snapshotter", "stop-signal", "description",
			"ephemeral", "profiles", "additional-groups", "no-new-privileges", "devices", "cdi-devices", "sysctls",
			"rlimits", "annotations", "runtime", "cgroup-parent");

	private static final Set<String> LIMITS = Set.of("cpus", "cpu-shares", "cpuset", "memory", "memory-with-swap",
			"pids");

	private static final Set<String> MOUNT = Set.of("type", "source", "target", "read-only", "options");

	private static final String[] NO_TEXT = {};

	private final ContainerSpec.Builder builder;

	private SpecProperties(ContainerSpec.Builder builder) {
		this.builder = builder;
	}

	static void write(PropertyTree properties, ContainerSpec.Builder builder) {
		properties.requireOnly(NAMES);
		SpecProperties writer = new SpecProperties(builder);
		writer.image(properties);
		writer.process(properties);
		writer.isolation(properties);
		writer.kernel(properties);
		writer.limits(properties.group("limits"));
		writer.record(properties);
		if (properties.has("network")) {
			NetworkProperties.check(properties.group("network"));
			properties.set("network",
					() -> NetworkProperties.write(builder.settings(), properties.group("network").values()));
		}
	}

	private void image(PropertyTree properties) {
		properties.text("image", this.builder::image);
		properties.text("snapshotter", this.builder::snapshotter);
	}

	private void process(PropertyTree properties) {
		properties.texts("command", this.builder::args);
		properties.texts("entrypoint", this.builder::entrypoint);
		properties.map("env", this.builder::env);
		properties.text("user", this.builder::user);
		properties.texts("additional-groups", (groups) -> this.builder.additionalGroups(groups.toArray(NO_TEXT)));
		properties.text("working-directory", this.builder::cwd);
		properties.text("hostname", this.builder::hostname);
		properties.text("stop-signal", this.builder::stopSignal);
	}

	private void isolation(PropertyTree properties) {
		properties.groups("mounts").forEach(this::mount);
		properties.flag("read-only-root", this.builder::readOnlyRoot);
		properties.flag("privileged", this.builder::privileged);
		properties.flag("no-new-privileges", this.builder::noNewPrivileges);
		properties.texts("add-capabilities", (names) -> this.builder.addCapabilities(names.toArray(NO_TEXT)));
		properties.texts("drop-capabilities", (names) -> this.builder.dropCapabilities(names.toArray(NO_TEXT)));
	}

	private void kernel(PropertyTree properties) {
		properties.texts("devices",
				(devices) -> devices.forEach((device) -> this.builder.device(LinuxDevice.parse(device))));
		properties.texts("cdi-devices", (names) -> names.forEach(this.builder::cdiDevice));
		properties.map("sysctls", (map) -> map.forEach(this.builder::sysctl));
		properties.map("rlimits",
				(map) -> map.forEach((type, limit) -> this.builder.rlimit(Rlimit.parse(type, limit))));
		properties.text("cgroup-parent", this.builder::cgroupParent);
		properties.text("runtime", this.builder::runtime);
	}

	private void limits(PropertyTree limits) {
		limits.requireOnly(LIMITS);
		Resources.Builder resources = this.builder.settings().resources.toBuilder();
		limits.decimal("cpus", resources::cpus);
		limits.integer("cpu-shares", resources::cpuShares);
		limits.text("cpuset", resources::cpuset);
		limits.size("memory", resources::memory);
		limits.size("memory-with-swap", resources::memoryWithSwap);
		limits.integer("pids", resources::pids);
		limits.set("", () -> this.builder.resources(resources.build()));
	}

	private void record(PropertyTree properties) {
		properties.map("labels", this.builder::labels);
		properties.map("annotations", (map) -> map.forEach(this.builder::annotation));
		properties.text("restart", (policy) -> this.builder.restartPolicy(RestartPolicy.parse(policy)));
		properties.text("description", this.builder::description);
		properties.flag("ephemeral", this.builder::ephemeral);
		properties.texts("profiles", (names) -> this.builder.profiles(names.toArray(NO_TEXT)));
	}

	private void mount(PropertyTree properties) {
		properties.requireOnly(MOUNT);
		Draft draft = new Draft();
		properties.text("type", (type) -> draft.type = type.toLowerCase(Locale.ROOT));
		properties.text("source", (source) -> draft.source = source);
		properties.text("target", (target) -> draft.target = target);
		properties.flag("read-only", (readOnly) -> draft.readOnly = readOnly);
		properties.texts("options", (options) -> draft.options = options);
		properties.set("", () -> this.builder.mount(draft.mount(properties)));
	}

	private static final class Draft {

		String type = "bind";

		@Nullable String source;

		@Nullable String target;

		boolean readOnly;

		List<String> options = List.of();

		SpecMount mount(PropertyTree properties) {
			String from = (this.source != null) ? this.source : "";
			String to = (this.target != null) ? this.target : "";
			SpecMount made = switch (this.type) {
				case "bind" -> SpecMount.bind(from, to);
				case "volume" -> SpecMount.volume(from, to);
				case "tmpfs" -> SpecMount.tmpfs(to);
				default -> throw properties.wrong("type", "bind, volume or tmpfs", this.type);
			};
			SpecMount bound = this.options.isEmpty() ? made : made.with(this.options.toArray(NO_TEXT));
			return this.readOnly ? bound.readOnly() : bound;
		}

	}

}
