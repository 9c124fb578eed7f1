package io.github.containerd4j.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What keeps the container away from the host: capabilities, profiles, hidden paths.
 */
final class SecurityPart {

	private static final String CAPABILITIES = "/process/capabilities/";

	static final String BOUNDING = CAPABILITIES + "bounding";

	static final List<String> SETS = List.of(BOUNDING, CAPABILITIES + "effective", CAPABILITIES + "permitted");

	private static final String MASKED = "/linux/maskedPaths";

	private static final String READONLY = "/linux/readonlyPaths";

	private SecurityPart() {
	}

	static void write(SpecDocument document, SpecSettings settings, SpecContext context) {
		List<String> capabilities = capabilities(document.texts(BOUNDING), settings);
		SETS.forEach((set) -> document.set(set, capabilities));
		if (Boolean.FALSE.equals(settings.noNewPrivileges)) {
			document.remove("/process/noNewPrivileges");
		}
		if (SpecSettings.isOn(settings.privileged)) {
			openKernelFiles(document);
		}
		writePaths(document, MASKED, settings.maskedPaths);
		writePaths(document, READONLY, settings.readonlyPaths);
		if (settings.apparmor != null) {
			document.set("/process/apparmorProfile", settings.apparmor);
		}
		Seccomp.write(document, settings.seccomp, capabilities);
	}

	static List<String> capabilities(List<String> defaults, SpecSettings settings) {
		List<String> all = new ArrayList<>(
				SpecSettings.isOn(settings.privileged) ? OwnCapabilities.bounding() : defaults);
		if (settings.droppedCapabilities.contains(Capability.ALL)) {
			all.clear();
		}
		List<String> added = settings.addedCapabilities.contains(Capability.ALL) ? OwnCapabilities.bounding()
				: List.copyOf(settings.addedCapabilities);
		added.stream().filter((capability) -> !all.contains(capability)).forEach(all::add);
		all.removeAll(settings.droppedCapabilities);
		return all;
	}

	static void openKernelFiles(SpecDocument document) {
		document.remove(MASKED).remove(READONLY);
		List<Object> mounts = document.list("/mounts");
		for (int i = 0; i < mounts.size(); i++) {
			Object type = ((Map<?, ?>) mounts.get(i)).get("type");
			if ("sysfs".equals(type) || "cgroup".equals(type)) {
				openOptions(document, "/mounts/" + i + "/options");
			}
		}
	}

	private static void openOptions(SpecDocument document, String pointer) {
		document.set(pointer,
				document.texts(pointer).stream().map((option) -> option.equals("ro") ? "rw" : option).toList());
	}

	private static void writePaths(SpecDocument document, String pointer, @Nullable List<String> paths) {
		if (paths != null) {
			document.set(pointer, paths);
		}
	}

}
