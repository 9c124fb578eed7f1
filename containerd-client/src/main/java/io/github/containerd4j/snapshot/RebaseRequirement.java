package io.github.containerd4j.snapshot;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.introspection.Capabilities;
import io.github.containerd4j.introspection.IntrospectionService;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import io.github.containerd4j.version.ContainerdVersion;
import io.github.containerd4j.version.VersionRequirement;

/**
 * Makes sure that a snapshotter takes a parent at the end. The daemon checks neither its
 * own age nor the snapshotter's capability.
 */
record RebaseRequirement(RpcClient rpc, String snapshotter) {

	private static final String OPERATION = "Snapshots.Commit";

	private static final VersionRequirement VERSION = new VersionRequirement("2.2", "commit it without the parent");

	void check(Subject subject) {
		ContainerdVersion version = VERSION.check(this.rpc, OPERATION, subject);
		Capabilities capabilities = Capabilities.of(version, IntrospectionService.over(this.rpc).plugins());
		if (!capabilities.rebase(this.snapshotter)) {
			Failure failure = new Failure(OPERATION, subject.kind(), subject.id(), this.rpc.namespace(),
					ErrorCode.UNIMPLEMENTED);
			throw new UnimplementedException(
					failure.describe() + ": the snapshotter " + this.snapshotter
							+ " lacks the capability \"rebase\", so it takes a parent only when a snapshot is prepared",
					failure, null);
		}
	}

}
