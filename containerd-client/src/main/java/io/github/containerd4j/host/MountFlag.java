package io.github.containerd4j.host;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The options that are flags of mount(2); every other option belongs to the file system.
 *
 * @param set the bits that the option sets
 * @param clear the bits that it clears
 */
record MountFlag(long set, long clear) {

	static final long READ_ONLY = 1;

	static final long REMOUNT = 0x20;

	static final long BIND = 0x1000;

	static final long RECURSIVE = 0x4000;

	private static final long NO_SUID = 2;

	private static final long NO_DEV = 4;

	private static final long NO_EXEC = 8;

	private static final long SYNCHRONOUS = 0x10;

	private static final long MANDATORY_LOCKS = 0x40;

	private static final long DIRECTORY_SYNC = 0x80;

	private static final long NO_ATIME = 0x400;

	private static final long NO_DIRECTORY_ATIME = 0x800;

	private static final long RELATIVE_ATIME = 0x20_0000;

	private static final long STRICT_ATIME = 0x100_0000;

	private static final Map<String, MountFlag> BY_OPTION = byOption();

	static @Nullable MountFlag of(String option) {
		return BY_OPTION.get(option);
	}

	private static Map<String, MountFlag> byOption() {
		Map<String, MountFlag> flags = new HashMap<>();
		flags.put("defaults", new MountFlag(0, 0));
		flags.put("bind", new MountFlag(BIND, 0));
		flags.put("rbind", new MountFlag(BIND | RECURSIVE, 0));
		flags.put("remount", new MountFlag(REMOUNT, 0));
		addPair(flags, "ro", "rw", READ_ONLY);
		addPair(flags, "nosuid", "suid", NO_SUID);
		addPair(flags, "nodev", "dev", NO_DEV);
		addPair(flags, "noexec", "exec", NO_EXEC);
		addPair(flags, "sync", "async", SYNCHRONOUS);
		addPair(flags, "mand", "nomand", MANDATORY_LOCKS);
		addPair(flags, "noatime", "atime", NO_ATIME);
		addPair(flags, "nodiratime", "diratime", NO_DIRECTORY_ATIME);
		addPair(flags, "relatime", "norelatime", RELATIVE_ATIME);
		addPair(flags, "strictatime", "nostrictatime", STRICT_ATIME);
		flags.put("dirsync", new MountFlag(DIRECTORY_SYNC, 0));
		return flags;
	}

	private static void addPair(Map<String, MountFlag> flags, String on, String off, long bit) {
		flags.put(on, new MountFlag(bit, 0));
		flags.put(off, new MountFlag(0, bit));
	}

}
