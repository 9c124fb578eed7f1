package io.github.containerd4j.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.snapshot.Mount;

/**
 * The options of a mount as mount(2) takes them.
 *
 * @param flags the flags
 * @param propagation the flag that says how mounts spread to other mount namespaces; 0
 * for none. The kernel takes it in a call of its own
 * @param data what is left, for the file system
 */
record MountOptions(long flags, long propagation, List<String> data) {

	private static final Map<String, Long> PROPAGATIONS = Map.of("private", 1L << 18, "rprivate",
			1L << 18 | MountFlag.RECURSIVE, "shared", 1L << 20, "rshared", 1L << 20 | MountFlag.RECURSIVE, "slave",
			1L << 19, "rslave", 1L << 19 | MountFlag.RECURSIVE, "unbindable", 1L << 17, "runbindable",
			1L << 17 | MountFlag.RECURSIVE);

	// What the daemon does in several steps, which are its business.
	private static final Set<String> DAEMON_ONLY = Set.of("loop", "uidmap", "gidmap");

	static MountOptions parse(Mount mount) {
		long flags = 0;
		long propagation = 0;
		List<String> data = new ArrayList<>();
		for (String option : mount.options()) {
			MountFlag flag = MountFlag.of(option);
			if (flag != null) {
				flags = (flags & ~flag.clear()) | flag.set();
			}
			else if (PROPAGATIONS.containsKey(option)) {
				propagation = PROPAGATIONS.get(option);
			}
			else if (!option.isEmpty()) {
				data.add(supported(mount, option));
			}
		}
		return new MountOptions(flags, propagation, List.copyOf(data));
	}

	private static String supported(Mount mount, String option) {
		if (DAEMON_ONLY.contains(option.split("=", 2)[0])) {
			throw HostFailures.of("mount", mount.type(), mount.source(), ErrorCode.UNIMPLEMENTED,
					"the option \"" + option
							+ "\" takes more than a mount; let the daemon do it with Mounts.activate (containerd 2.2)",
					null);
		}
		return option;
	}

	boolean isBind() {
		return (this.flags & MountFlag.BIND) != 0;
	}

	/**
	 * The flags that the kernel ignores while it binds, and takes only afterwards.
	 */
	long flagsAfterBind() {
		return isBind() ? this.flags & ~(MountFlag.BIND | MountFlag.RECURSIVE) : 0;
	}

	String text() {
		return String.join(",", this.data);
	}

}
