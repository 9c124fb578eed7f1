package io.github.containerd4j.spec;

import java.util.Map;
import java.util.function.Function;

import io.github.containerd4j.spec.HostDevices.HostDevice;
import org.jspecify.annotations.Nullable;

/**
 * A device of a CDI document. What the document does not say is read from the device on
 * this machine.
 */
final class CdiDeviceNode {

	private CdiDeviceNode() {
	}

	static HostDevice of(Object json) {
		Map<String, Object> node = CdiRegistry.map(json);
		String path = String.valueOf(node.get("path"));
		String access = String.valueOf(node.getOrDefault("permissions", "rwm"));
		HostDevice host = isComplete(node) ? null
				: HostDevices.of(new LinuxDevice(String.valueOf(node.getOrDefault("hostPath", path)), path, access))
					.get(0);
		char type = node.containsKey("type") ? String.valueOf(node.get("type")).charAt(0)
				: (host != null) ? host.type() : 'c';
		return new HostDevice(path, access, type, number(node, "major", host, HostDevice::major),
				number(node, "minor", host, HostDevice::minor), number(node, "fileMode", host, HostDevice::mode),
				number(node, "uid", host, HostDevice::uid), number(node, "gid", host, HostDevice::gid));
	}

	private static boolean isComplete(Map<String, Object> node) {
		return node.containsKey("type") && node.containsKey("major") && node.containsKey("minor");
	}

	private static long number(Map<String, Object> node, String name, @Nullable HostDevice host,
			Function<HostDevice, Long> fallback) {
		if (node.get(name) instanceof Number number) {
			return number.longValue();
		}
		return (host != null) ? fallback.apply(host) : 0;
	}

}
