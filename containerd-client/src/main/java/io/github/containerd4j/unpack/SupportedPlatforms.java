package io.github.containerd4j.unpack;

import java.util.List;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.oci.Platform;

/**
 * What a snapshotter can hold. Files of another architecture are as good as any, and
 * {@code ctr} unpacks them too; those of another operating system are not.
 */
final class SupportedPlatforms {

	private final Namespace namespace;

	private final String snapshotter;

	SupportedPlatforms(Namespace namespace, String snapshotter) {
		this.namespace = namespace;
		this.snapshotter = snapshotter;
	}

	void require(Platform platform) {
		String os = platform.normalized().os();
		List<Platform> supported = this.namespace.capabilities().snapshotterPlatforms(this.snapshotter);
		if (!supported.isEmpty() && supported.stream().noneMatch((each) -> each.normalized().os().equals(os))) {
			Failure failure = new Failure("Snapshots.Prepare", "image of platform", platform.toString(),
					this.namespace.name(), ErrorCode.UNIMPLEMENTED);
			throw new UnimplementedException(
					failure.describe() + ": the snapshotter " + this.snapshotter + " unpacks only " + supported,
					failure, null);
		}
	}

}
