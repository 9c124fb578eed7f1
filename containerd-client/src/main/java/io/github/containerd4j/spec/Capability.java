package io.github.containerd4j.spec;

import java.util.List;
import java.util.Locale;

import io.github.containerd4j.InvalidArgumentException;

/**
 * The capabilities of Linux, as of 5.9; there has been no further one since.
 */
final class Capability {

	static final String ALL = "ALL";

	private static final String PREFIX = "CAP_";

	// In the order of their numbers, which is that of the bits in /proc.
	private static final List<String> NAMES = List.of("CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH",
			"CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_SETGID", "CAP_SETUID", "CAP_SETPCAP", "CAP_LINUX_IMMUTABLE",
			"CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_IPC_LOCK",
			"CAP_IPC_OWNER", "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_SYS_PACCT",
			"CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE", "CAP_SYS_RESOURCE", "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG",
			"CAP_MKNOD", "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL", "CAP_SETFCAP", "CAP_MAC_OVERRIDE",
			"CAP_MAC_ADMIN", "CAP_SYSLOG", "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND", "CAP_AUDIT_READ", "CAP_PERFMON",
			"CAP_BPF", "CAP_CHECKPOINT_RESTORE");

	private Capability() {
	}

	static String normalized(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		if (upper.equals(ALL)) {
			return upper;
		}
		String full = upper.startsWith(PREFIX) ? upper : PREFIX + upper;
		if (!NAMES.contains(full)) {
			throw InvalidArgumentException.of("capability", name, "Linux knows none of this name");
		}
		return full;
	}

	/**
	 * Those of a line in /proc/self/status.
	 * @param mask the bits, the lowest one for the first capability
	 */
	static List<String> of(long mask) {
		return NAMES.stream().filter((name) -> (mask & (1L << NAMES.indexOf(name))) != 0).toList();
	}

	static List<String> all() {
		return NAMES;
	}

}
