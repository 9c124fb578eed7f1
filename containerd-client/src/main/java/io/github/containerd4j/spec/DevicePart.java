package io.github.containerd4j.spec;

import java.util.List;
import java.util.Map;

/**
 * The devices, and the rules of the control group for them.
 */
final class DevicePart {

	private static final String RULES = "/linux/resources/devices";

	private static final String DEVICES = "/linux/devices";

	private DevicePart() {
	}

	static void write(SpecDocument document, SpecSettings settings, SpecContext context) {
		if (SpecSettings.isOn(settings.privileged)) {
			document.set(RULES, List.of(Map.of("allow", true, "access", "rwm")));
			HostDevices.all().forEach((device) -> putNode(document, device));
		}
		settings.devices.stream()
			.flatMap((device) -> HostDevices.of(device).stream())
			.forEach((device) -> put(document, device));
	}

	/**
	 * Adds a device in place of the one at the same path.
	 */
	static void put(SpecDocument document, HostDevices.HostDevice device) {
		putNode(document, device);
		document.add(RULES, device.rule());
	}

	private static void putNode(SpecDocument document, HostDevices.HostDevice device) {
		document.removeFrom(DEVICES, "path", device.path());
		document.add(DEVICES, device.node());
	}

}
