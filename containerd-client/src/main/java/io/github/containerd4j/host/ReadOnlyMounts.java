package io.github.containerd4j.host;

import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.snapshot.Mount;

/**
 * Makes of the mounts for a writable file system those for looking at it.
 */
final class ReadOnlyMounts {

	private ReadOnlyMounts() {
	}

	static List<Mount> of(List<Mount> mounts) {
		return mounts.stream().map(ReadOnlyMounts::of).toList();
	}

	private static Mount of(Mount mount) {
		List<String> options = "overlay".equals(mount.type()) ? withoutUpper(mount.options())
				: new ArrayList<>(mount.options());
		options.removeIf((option) -> option.equals("rw") || option.equals("ro"));
		options.add("ro");
		return new Mount(mount.type(), mount.source(), mount.target(), options);
	}

	/**
	 * An overlay with a writable directory locks it, and the daemon may need it; one that
	 * is read as the topmost layer is not locked.
	 */
	private static List<String> withoutUpper(List<String> options) {
		List<String> changed = new ArrayList<>();
		String upper = null;
		for (String option : options) {
			if (option.startsWith("upperdir=")) {
				upper = option.substring("upperdir=".length());
			}
			else if (!option.startsWith("workdir=")) {
				changed.add(option);
			}
		}
		if (upper != null) {
			String top = OverlayOptions.LOWER + upper + ":";
			changed.replaceAll((option) -> option.startsWith(OverlayOptions.LOWER)
					? top + option.substring(OverlayOptions.LOWER.length()) : option);
		}
		return changed;
	}

}
