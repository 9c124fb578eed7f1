package io.github.containerd4j.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What devices of the Container Device Interface change in a spec.
 */
final class CdiPart {

	private static final String MOUNTS = "/mounts";

	private CdiPart() {
	}

	static void write(SpecDocument document, SpecSettings settings, SpecContext context) {
		if (!settings.cdiDevices.isEmpty()) {
			CdiRegistry.ofHost().edits(settings.cdiDevices).forEach((edits) -> apply(edits, document));
		}
	}

	static void apply(SpecDocument edits, SpecDocument document) {
		setVariables(document, edits.texts("/env"));
		edits.list("/deviceNodes").forEach((node) -> DevicePart.put(document, CdiDeviceNode.of(node)));
		edits.list(MOUNTS).forEach((mount) -> addMount(document, CdiRegistry.map(mount)));
		edits.list("/hooks").forEach((hook) -> addHook(document, CdiRegistry.map(hook)));
		edits.list("/additionalGids").forEach((gid) -> document.add("/process/user/additionalGids", gid));
	}

	private static void setVariables(SpecDocument document, List<String> variables) {
		if (variables.isEmpty()) {
			return;
		}
		Environment environment = Environment.of(document.texts("/process/env"));
		variables.forEach((variable) -> {
			String[] parts = variable.split("=", 2);
			environment.set(parts[0], (parts.length == 2) ? parts[1] : "");
		});
		document.set("/process/env", environment.toList());
	}

	private static void addMount(SpecDocument document, Map<String, Object> mount) {
		Map<String, Object> json = new LinkedHashMap<>();
		Object destination = mount.getOrDefault("containerPath", "");
		json.put("destination", destination);
		json.put("type", mount.getOrDefault("type", "bind"));
		json.put("source", mount.getOrDefault("hostPath", ""));
		json.put("options", mount.getOrDefault("options", List.of("rbind")));
		document.removeFrom(MOUNTS, "destination", destination);
		document.add(MOUNTS, json);
	}

	private static void addHook(SpecDocument document, Map<String, Object> hook) {
		Object name = hook.remove("hookName");
		document.add("/hooks/" + JsonPointer.escaped(String.valueOf(name)), hook);
	}

}
