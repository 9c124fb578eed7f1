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
			HostDevices.all().forEach((device) -> document.add(DEVICES, device.node()));
		}
		settings.devices.stream().flatMap((device) -> HostDevices.of(device).stream()).forEach((device) -> {
			document.add(DEVICES, device.node());
			document.add(RULES, device.rule());
		});
	}

}
