package io.github.containerd4j.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseService;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotKind;
import io.github.containerd4j.snapshot.SnapshotService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mounts of snapshots of any kind. Committed ones have none, so they get views, which
 * live until this is closed and in no case longer than its lease.
 */
final class SnapshotViews implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SnapshotViews.class);

	private final Lease lease;

	private final SnapshotService snapshots;

	private final List<String> views = new ArrayList<>();

	SnapshotViews(RpcClient rpc, String snapshotter) {
		this.lease = LeaseService.over(rpc).open();
		this.snapshots = SnapshotService.over(rpc.underLease(this.lease.id()), snapshotter);
	}

	List<Mount> of(@Nullable String snapshot) {
		if (snapshot != null && this.snapshots.get(snapshot).kind() != SnapshotKind.COMMITTED) {
			return this.snapshots.mounts(snapshot);
		}
		String key = "containerd4j-diff-" + UUID.randomUUID();
		List<Mount> mounts = this.snapshots.view(key, snapshot);
		this.views.add(key);
		return mounts;
	}

	@Override
	public void close() {
		try {
			this.views.forEach(this.snapshots::remove);
		}
		catch (ContainerdException ex) {
			logger.debug("The views {} are left to garbage collection", this.views, ex);
		}
		finally {
			this.lease.close();
		}
	}

}
