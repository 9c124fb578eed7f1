package io.github.containerd4j.spec;

/**
 * The control group, and the limits in it.
 */
final class LimitPart {

	private static final String RESOURCES = "/linux/resources/";

	private LimitPart() {
	}

	static void write(SpecDocument document, SpecSettings settings, SpecContext context) {
		writePath(document, settings, context);
		settings.resources.toMap().forEach((name, value) -> document.set(RESOURCES + JsonPointer.escaped(name), value));
	}

	static void writePath(SpecDocument document, SpecSettings settings, SpecContext context) {
		document.set("/linux/cgroupsPath", path(settings, context));
	}

	private static String path(SpecSettings settings, SpecContext context) {
		if (settings.cgroup != null) {
			return settings.cgroup;
		}
		String parent = settings.cgroupParent;
		return CgroupPath.below((parent != null) ? parent : "/" + context.namespace(), settings.id);
	}

}
