package io.github.containerd4j.container;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.UserMapping;

/**
 * The owners of files in the snapshot of a container with a user namespace.
 */
final class IdMapping {

	private static final String LABEL = "containerd.io/snapshot/";

	private IdMapping() {
	}

	/**
	 * Whether the files of a container must be copied for it: the snapshotter would
	 * ignore the labels, and the container would own none of its files.
	 * @throws UnimplementedException if they must and cannot be
	 */
	static boolean needsCopy(Namespace namespace, ContainerSpec spec, String snapshotter) {
		if (spec.userMappings().isEmpty() || namespace.capabilities().remapIds(snapshotter)) {
			return false;
		}
		if (namespace.hostMounts().isDaemonHere()) {
			return true;
		}
		Failure failure = new Failure("Snapshots.Prepare", "snapshot", spec.id(), namespace.name(),
				ErrorCode.UNIMPLEMENTED);
		throw new UnimplementedException(failure.describe()
				+ ": a user namespace needs a snapshotter that maps owners, such as overlayfs of containerd 2.0 on "
				+ "Linux 5.19, or a daemon on this machine, and " + snapshotter + " of this daemon does not", failure,
				null);
	}

	static Map<String, String> labels(ContainerSpec spec) {
		Map<String, String> labels = new HashMap<>(spec.snapshotLabels());
		if (!spec.userMappings().isEmpty()) {
			labels.put(LABEL + "uidmapping", text(spec.userMappings()));
			labels.put(LABEL + "gidmapping", text(spec.groupMappings()));
		}
		return labels;
	}

	static String text(List<UserMapping> mappings) {
		return mappings.stream().map(UserMapping::toString).collect(Collectors.joining(","));
	}

}
