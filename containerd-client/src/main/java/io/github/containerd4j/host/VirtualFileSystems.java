package io.github.containerd4j.host;

import java.util.Set;

/**
 * The file systems that store nothing and show what the kernel knows. Their files have
 * contents of any length whatever their size says, and reading some of them waits or
 * changes something.
 */
final class VirtualFileSystems {

	// See statfs(2), and magic.h of Linux.
	private static final Set<Long> NUMBERS = Set.of(0x9fa0L, // proc
			0x62656572L, // sysfs
			0x27e0ebL, // cgroup
			0x63677270L, // cgroup2
			0x1cd1L, // devpts
			0x19800202L, // mqueue
			0x64626720L, // debugfs
			0x74726163L, // tracefs
			0x73636673L, // securityfs
			0xf97cff8cL, // selinuxfs
			0xcafe4a11L, // bpf
			0x62656570L, // configfs
			0x6165676cL, // pstore
			0xde5e81e4L, // efivarfs
			0x42494e4dL, // binfmt_misc
			0x65735543L, // fusectl
			0x7655821L); // resctrl

	private VirtualFileSystems() {
	}

	/**
	 * Looks for a kind of file systems.
	 * @param number what statfs(2) calls its type
	 */
	static boolean contain(long number) {
		return NUMBERS.contains(number);
	}

}
