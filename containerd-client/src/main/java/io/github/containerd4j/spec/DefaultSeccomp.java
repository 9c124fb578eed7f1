package io.github.containerd4j.spec;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.oci.Platform;

/**
 * The filter that containerd's clients use by default. What is not named fails with
 * EPERM; capabilities open further system calls, which the kernel would guard anyway.
 * <p>
 * Source: what {@code ctr --seccomp} of containerd 2.1 writes for each capability.
 */
final class DefaultSeccomp {

	private static final SpecDocument RULES = SpecGenerator.resource("default-seccomp.json");

	private static final String SYSCALLS = "/syscalls";

	private static final String ALLOW = "SCMP_ACT_ALLOW";

	private DefaultSeccomp() {
	}

	static SpecDocument filter(List<String> capabilities) {
		SpecDocument filter = SpecDocument.empty();
		RULES.findText("/defaultAction").ifPresent((action) -> filter.set("/defaultAction", action));
		filter.set(SYSCALLS, RULES.list("/always"));
		String architecture = "/architectures/" + Platform.host().architecture();
		filter.set("/architectures", RULES.texts(architecture + "/names"));
		allow(filter, RULES.texts(architecture + SYSCALLS));
		capabilities.forEach((capability) -> allow(filter, RULES.texts("/capabilities/" + capability)));
		if (!capabilities.contains("CAP_SYS_ADMIN")) {
			RULES.list("/withoutSysAdmin").forEach((rule) -> filter.add(SYSCALLS, rule));
		}
		return filter;
	}

	private static void allow(SpecDocument filter, List<String> names) {
		if (!names.isEmpty()) {
			filter.add(SYSCALLS, Map.of("names", names, "action", ALLOW));
		}
	}

}
