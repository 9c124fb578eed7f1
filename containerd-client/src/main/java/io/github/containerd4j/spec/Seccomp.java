package io.github.containerd4j.spec;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The filter of system calls.
 */
final class Seccomp {

	private static final String PLACE = "/linux/seccomp";

	private Seccomp() {
	}

	static void write(SpecDocument document, @Nullable SeccompProfile profile, List<String> capabilities) {
		if (profile == null) {
			return;
		}
		SpecDocument filter = profile.isContainerdDefault() ? DefaultSeccomp.filter(capabilities) : profile.document();
		if (filter != null) {
			document.set(PLACE, JsonTree.parse(filter.toJson()));
		}
	}

}
