package io.github.containerd4j.spec;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A device that a runtime spec names.
 *
 * @param path the path in the container
 * @param type the kind as the spec has it, such as {@code c} for character devices
 * @param major the major number
 * @param minor the minor number
 * @since 0.1.0
 */
public record DeviceNode(String path, String type, long major, long minor) {

	/**
	 * Reads the devices of a runtime spec.
	 * @param runtimeSpec the spec
	 * @return the devices
	 */
	public static List<DeviceNode> of(SpecDocument runtimeSpec) {
		return runtimeSpec.list("/linux/devices")
			.stream()
			.filter(Map.class::isInstance)
			.map((device) -> of((Map<?, ?>) device))
			.toList();
	}

	private static DeviceNode of(Map<?, ?> device) {
		return new DeviceNode(String.valueOf(device.get("path")), String.valueOf(device.get("type")),
				number(device.get("major")), number(device.get("minor")));
	}

	private static long number(@Nullable Object value) {
		return (value instanceof Number number) ? number.longValue() : 0;
	}

}
