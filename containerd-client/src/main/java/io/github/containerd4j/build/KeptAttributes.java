package io.github.containerd4j.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.containerd4j.host.ExtendedAttributes;
import io.github.containerd4j.tar.TarName;

/**
 * The extended attributes that mean the same on another machine. The others, such as the
 * labels of SELinux and the notes of overlay file systems, belong to where the file lies.
 */
final class KeptAttributes {

	private KeptAttributes() {
	}

	static SortedMap<String, String> of(Path path) throws IOException {
		SortedMap<String, String> kept = new TreeMap<>();
		ExtendedAttributes.read(path).forEach((name, value) -> {
			if (ExtendedAttributes.isPortable(name)) {
				kept.put(TarName.bytes(name), new String(value, StandardCharsets.ISO_8859_1));
			}
		});
		return kept;
	}

}
