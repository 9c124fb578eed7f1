package io.github.containerd4j.snapshot;

import java.util.List;

/**
 * One mount, to be made on the daemon's host. The list that a snapshotter gives belongs
 * together and is passed on unchanged where a call takes mounts: from containerd 2.2 on
 * it may hold recipes that only the daemon understands.
 *
 * @param type a file system, {@code bind}, or from containerd 2.2 on a recipe such as
 * {@code format/...} or {@code mkfs/...}
 * @param source what is mounted: a directory, a device, or a word such as {@code overlay}
 * @param target where, relative to the root that the mounts build up; mostly empty
 * @param options the options as in {@code fstab}, such as {@code ro} or
 * {@code lowerdir=...}
 * @since 0.1.0
 */
public record Mount(String type, String source, String target, List<String> options) {

	/**
	 * Copies the options.
	 * @param type the type
	 * @param source what is mounted
	 * @param target where
	 * @param options the options
	 */
	public Mount {
		options = List.copyOf(options);
	}

	/**
	 * A mount on the root itself.
	 * @param type the type
	 * @param source what is mounted
	 * @param options the options
	 * @return the mount
	 */
	public static Mount of(String type, String source, String... options) {
		return new Mount(type, source, "", List.of(options));
	}

	/**
	 * Whether the owners of the files are mapped on the way, for a container with a user
	 * namespace: options that the daemon and its shims know, and the kernel does not.
	 * @return whether they are
	 */
	public boolean mapsOwners() {
		return this.options.stream().anyMatch(Mount::isMapping);
	}

	/**
	 * The mount that shows the files as they are stored, for those who read them.
	 * @return the changed copy
	 */
	public Mount withoutOwnerMapping() {
		List<String> kept = this.options.stream().filter((option) -> !isMapping(option)).toList();
		return new Mount(this.type, this.source, this.target, kept);
	}

	private static boolean isMapping(String option) {
		return option.startsWith("uidmap=") || option.startsWith("gidmap=");
	}

}
