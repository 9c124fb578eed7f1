package io.github.containerd4j.rootfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.snapshot.Mount;

/**
 * Whether nothing was written to an overlay since it was made. Then its parent is its
 * state, and nothing needs to be committed: layers do not pile up below a container that
 * is copied again and again.
 */
final class UnchangedLayer {

	private static final String ATTRIBUTES = "unix:mode,uid,gid";

	private UnchangedLayer() {
	}

	/**
	 * Looks at the directory of the layer.
	 * @return {@code false} also if it cannot be seen from here
	 */
	static boolean is(Namespace namespace, List<Mount> mounts) {
		if (mounts.size() != 1 || !mounts.get(0).type().equals("overlay")) {
			return false;
		}
		Optional<Path> upper = option(mounts.get(0), "upperdir=");
		Optional<Path> lower = option(mounts.get(0), "lowerdir=");
		if (upper.isEmpty() || lower.isEmpty() || !namespace.hostMounts().isDaemonHere()) {
			return false;
		}
		try {
			return isEmpty(upper.get()) && attributes(upper.get()).equals(attributes(lower.get()));
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			// Another user's files, or another host's.
			return false;
		}
	}

	private static Optional<Path> option(Mount mount, String name) {
		return mount.options()
			.stream()
			.filter((option) -> option.startsWith(name))
			.map((option) -> Path.of(option.substring(name.length()).split(":", 2)[0]))
			.findFirst();
	}

	private static boolean isEmpty(Path directory) throws IOException {
		try (Stream<Path> entries = Files.list(directory)) {
			return entries.findAny().isEmpty();
		}
	}

	private static Object attributes(Path path) throws IOException {
		return Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
	}

}
