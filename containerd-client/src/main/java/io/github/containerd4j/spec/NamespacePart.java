package io.github.containerd4j.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.spec.LinuxNamespace.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's namespaces, the host name, and parameters of the kernel.
 */
final class NamespacePart {

	private static final String LIST = "/linux/namespaces";

	// It holds the identifier where no name was given.
	private static final String HOSTNAME_FILE = "/etc/hostname";

	private NamespacePart() {
	}

	static boolean isHost(SpecSettings settings, Kind kind) {
		LinuxNamespace namespace = settings.namespaces.get(kind);
		return namespace != null && namespace.host();
	}

	private static boolean isIsolated(SpecSettings settings, Kind kind) {
		LinuxNamespace namespace = settings.namespaces.get(kind);
		return namespace == null || (!namespace.host() && namespace.path() == null && namespace.container() == null);
	}

	static void write(SpecDocument document, SpecSettings settings, SpecContext context) {
		choose(document, settings, context);
		writeHostname(document, settings, context);
		settings.sysctls.forEach((name, value) -> document.set("/linux/sysctl/" + JsonPointer.escaped(name), value));
		writeMappings(document, "/linux/uidMappings", settings.userMappings);
		writeMappings(document, "/linux/gidMappings", settings.groupMappings);
	}

	static void writeHostname(SpecDocument document, SpecSettings settings, SpecContext context) {
		if (settings.hostname != null) {
			document.set("/hostname", settings.hostname);
		}
		else if (context.networkFiles().containsKey(HOSTNAME_FILE) && isIsolated(settings, Kind.NETWORK)
				&& document.findText("/hostname").isEmpty()) {
			document.set("/hostname", settings.id);
		}
	}

	static void choose(SpecDocument document, SpecSettings settings, SpecContext context) {
		Map<String, Object> byType = new LinkedHashMap<>();
		document.list(LIST).forEach((namespace) -> byType.put(type(namespace), namespace));
		settings.namespaces.values().forEach((namespace) -> choose(byType, namespace, context));
		document.set(LIST, byType.values());
	}

	private static String type(Object namespace) {
		return String.valueOf(((Map<?, ?>) namespace).get("type"));
	}

	private static void choose(Map<String, Object> byType, LinuxNamespace namespace, SpecContext context) {
		String type = namespace.kind().type();
		if (namespace.host()) {
			byType.remove(type);
			return;
		}
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("type", type);
		String path = path(namespace, context);
		if (path != null) {
			json.put("path", path);
		}
		byType.put(type, json);
	}

	private static @Nullable String path(LinuxNamespace namespace, SpecContext context) {
		if (namespace.container() == null) {
			return namespace.path();
		}
		long pid = context.processes().applyAsLong(namespace.container());
		return "/proc/" + pid + "/ns/" + namespace.kind().file();
	}

	private static void writeMappings(SpecDocument document, String pointer, List<UserMapping> mappings) {
		if (!mappings.isEmpty()) {
			document.set(pointer, mappings.stream().map(UserMapping::toJson).toList());
		}
	}

}
