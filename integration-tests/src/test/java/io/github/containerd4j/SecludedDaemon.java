package io.github.containerd4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.TestDaemon;

/**
 * A daemon in a mount namespace of its own, so that it and its runtimes see other control
 * groups than the machine does. What it mounts cannot be seen from outside either:
 * nothing that looks into snapshots of containers works with it.
 */
public final class SecludedDaemon {

	/** Leaves nothing but control groups of version 2. */
	public static final String ONLY_V2 = "mount -t cgroup2 cgroup2 /sys/fs/cgroup";

	/** Hides version 2 where the machine has both. */
	public static final String NOT_BOTH = "if mountpoint -q /sys/fs/cgroup/unified; "
			+ "then umount -l /sys/fs/cgroup/unified; fi";

	private SecludedDaemon() {
	}

	/**
	 * Starts a daemon.
	 * @param daemon of what version
	 * @param directory where to put its programs
	 * @param mounts the command that changes what is mounted
	 * @return the daemon, to be closed by the test
	 */
	public static EmbeddedContainerd start(TestDaemon daemon, Path directory, String mounts) {
		try {
			Path given = daemon.binDirectory();
			for (String name : List.of("containerd-shim-runc-v2", "ctr")) {
				Files.createSymbolicLink(directory.resolve(name), given.resolve(name));
			}
			Path program = Files.writeString(directory.resolve("containerd"), """
					#!/bin/sh
					exec unshare --mount --propagation slave sh -c '%s && exec "$0" "$@"' '%s' "$@"
					""".formatted(mounts, given.resolve("containerd")));
			Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return EmbeddedContainerd.builder().binDirectory(directory).start();
	}

}
