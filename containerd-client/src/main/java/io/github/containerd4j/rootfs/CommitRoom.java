package io.github.containerd4j.rootfs;

import java.io.File;
import java.util.List;
import java.util.Optional;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.snapshot.Mount;

/**
 * Whether there is room for a commit. A daemon whose disk is full has moved the snapshot
 * already when it finds that it cannot write that down. Then it takes it back in one of
 * its two databases, and its next garbage collection removes the files.
 */
final class CommitRoom {

	// Some pages of both databases, many times over, since others write as well.
	private static final long NEEDED = 1 << 20;

	private static final String UPPER = "upperdir=";

	private CommitRoom() {
	}

	/**
	 * Requires some room where the files are, if they can be seen from here.
	 * @param id the container
	 * @param mounts the mounts of its snapshot
	 * @throws ResourceExhaustedException if there is not enough
	 */
	static void require(Namespace namespace, String id, List<Mount> mounts) {
		Optional<File> files = mounts.stream().map(CommitRoom::files).filter(File::isDirectory).findFirst();
		if (files.isEmpty() || !namespace.hostMounts().isDaemonHere()) {
			return;
		}
		if (files.get().getUsableSpace() < NEEDED) {
			Failure failure = new Failure("Snapshots.Commit", "container", id, namespace.name(),
					ErrorCode.RESOURCE_EXHAUSTED);
			throw new ResourceExhaustedException(failure.describe() + ": less than " + NEEDED
					+ " bytes are left on the disk of " + files.get() + "; make room", failure, null);
		}
	}

	private static File files(Mount mount) {
		return mount.options()
			.stream()
			.filter((option) -> option.startsWith(UPPER))
			.map((option) -> new File(option.substring(UPPER.length())))
			.findFirst()
			.orElseGet(() -> new File(mount.source()));
	}

}
