package io.github.containerd4j.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.containerd4j.host.ExtendedAttributes;

/**
 * The extended attributes that mean the same on another machine. The others, such as the
 * labels of SELinux and the notes of overlay file systems, belong to where the file lies.
 */
final class KeptAttributes {

	private static final Set<String> KEPT = Set.of("security.capability", "system.posix_acl_access",
			"system.posix_acl_default");

	private static final String USER = "user.";

	private static final List<String> LOCAL = List.of("user.overlay.", "user.fuseoverlayfs.");

	private KeptAttributes() {
	}

	static SortedMap<String, String> of(Path path) throws IOException {
		SortedMap<String, String> kept = new TreeMap<>();
		ExtendedAttributes.read(path).forEach((name, value) -> {
			if (isKept(name)) {
				kept.put(TarName.bytes(name), new String(value, StandardCharsets.ISO_8859_1));
			}
		});
		return kept;
	}

	private static boolean isKept(String name) {
		return KEPT.contains(name) || (name.startsWith(USER) && LOCAL.stream().noneMatch(name::startsWith));
	}

}
