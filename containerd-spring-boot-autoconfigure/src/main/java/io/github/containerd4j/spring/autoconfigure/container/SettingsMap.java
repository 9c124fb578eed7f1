package io.github.containerd4j.spring.autoconfigure.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What properties say, by the names that the client knows. What is not said is left out.
 */
final class SettingsMap {

	private final Map<String, Object> values = new TreeMap<>();

	private SettingsMap() {
	}

	static Map<String, Object> of(ContainerSettingsProperties settings) {
		SettingsMap map = new SettingsMap();
		map.process(settings);
		map.put("image", settings.getImage());
		map.put("snapshotter", settings.getSnapshotter());
		map.put("mounts", settings.getMounts().stream().map(SettingsMap::of).toList());
		map.put("read-only-root", settings.getReadOnlyRoot());
		map.put("privileged", settings.getPrivileged());
		map.put("no-new-privileges", settings.getNoNewPrivileges());
		map.put("add-capabilities", settings.getAddCapabilities());
		map.put("drop-capabilities", settings.getDropCapabilities());
		map.put("network", of(settings.getNetwork()));
		map.put("limits", of(settings.getLimits()));
		map.put("restart", settings.getRestart());
		map.kernel(settings);
		map.put("annotations", new TreeMap<>(settings.getAnnotations()));
		map.put("labels", new TreeMap<>(settings.getLabels()));
		map.put("description", settings.getDescription());
		map.put("ephemeral", settings.getEphemeral());
		return map.values;
	}

	private void process(ContainerSettingsProperties settings) {
		put("command", settings.getCommand());
		List<String> entrypoint = settings.getEntrypoint();
		if (entrypoint != null) {
			// An empty one takes that of the image away.
			this.values.put("entrypoint", entrypoint);
		}
		put("env", new TreeMap<>(settings.getEnv()));
		put("user", settings.getUser());
		put("additional-groups", settings.getAdditionalGroups());
		put("working-directory", settings.getWorkingDirectory());
		put("hostname", settings.getHostname());
		put("stop-signal", settings.getStopSignal());
	}

	private void kernel(ContainerSettingsProperties settings) {
		put("devices", settings.getDevices());
		put("cdi-devices", settings.getCdiDevices());
		put("sysctls", new TreeMap<>(settings.getSysctls()));
		put("rlimits", new TreeMap<>(settings.getRlimits()));
		put("cgroup-parent", settings.getCgroupParent());
		put("runtime", settings.getRuntime());
	}

	static Map<String, Object> of(ContainerDefaultsProperties defaults) {
		SettingsMap map = new SettingsMap();
		map.put("network", of(defaults.getNetwork()));
		map.put("limits", of(defaults.getLimits()));
		return map.values;
	}

	private static Map<String, Object> of(MountProperties mount) {
		SettingsMap map = new SettingsMap();
		map.put("type", mount.getType());
		map.put("source", mount.getSource());
		map.put("target", mount.getTarget());
		map.put("read-only", mount.isReadOnly());
		map.put("options", mount.getOptions());
		return map.values;
	}

	private static Map<String, Object> of(NetworkProperties network) {
		SettingsMap map = new SettingsMap();
		map.put("mode", network.getMode());
		map.put("networks", network.getNetworks());
		map.put("container", network.getContainer());
		map.put("ports", network.getPorts());
		map.put("nameservers", network.getNameservers());
		map.put("search", network.getSearch());
		map.put("hosts", new TreeMap<>(network.getHosts()));
		map.put("keep", network.getKeep());
		return map.values;
	}

	private static Map<String, Object> of(LimitsProperties limits) {
		SettingsMap map = new SettingsMap();
		map.put("cpus", limits.getCpus());
		map.put("cpu-shares", limits.getCpuShares());
		map.put("cpuset", limits.getCpuset());
		map.put("memory", bytes(limits.getMemory()));
		map.put("memory-with-swap", bytes(limits.getMemoryWithSwap()));
		map.put("pids", limits.getPids());
		return map.values;
	}

	private static @Nullable Long bytes(@Nullable DataSize size) {
		return (size != null) ? size.toBytes() : null;
	}

	private void put(String name, @Nullable Object value) {
		boolean nothing = value == null || (value instanceof List<?> list && list.isEmpty())
				|| (value instanceof Map<?, ?> map && map.isEmpty());
		if (value != null && !nothing) {
			this.values.put(name, (value instanceof List<?> list) ? new ArrayList<>(list) : value);
		}
	}

}
