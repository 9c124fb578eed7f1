package io.github.containerd4j.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The capabilities that this process could have at most. The kernel refuses to start a
 * container with others, where the daemon is bounded in the same way.
 */
final class OwnCapabilities {

	private static final Path STATUS = Path.of("/proc/self/status");

	private static final String LINE = "CapBnd:";

	private OwnCapabilities() {
	}

	static List<String> bounding() {
		try {
			return Files.readAllLines(STATUS)
				.stream()
				.filter((line) -> line.startsWith(LINE))
				.findFirst()
				.map((line) -> Capability.of(Long.parseUnsignedLong(line.substring(LINE.length()).strip(), 16)))
				.orElseGet(Capability::all);
		}
		catch (IOException ex) {
			// No Linux: the daemon is elsewhere, and what it may is not known.
			return Capability.all();
		}
	}

}
