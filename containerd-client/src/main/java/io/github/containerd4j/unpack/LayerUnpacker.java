package io.github.containerd4j.unpack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressReporter;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.rpc.NamedLocks;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a snapshot of one layer.
 * <p>
 * Source: {@code core/unpack/unpacker.go} of containerd 2.1.
 */
final class LayerUnpacker {

	private static final Logger logger = LoggerFactory.getLogger(LayerUnpacker.class);

	// Asks for a snapshot of that name instead of an empty one: if it exists, or if a
	// remote snapshotter can supply it, the answer is ALREADY_EXISTS, and it belongs to
	// the lease.
	private static final String SNAPSHOT_REF = "containerd.io/snapshot.ref";

	private static final int TRIES = 3;

	private static final NamedLocks LOCKS = new NamedLocks();

	private final Namespace namespace;

	private final SnapshotService snapshots;

	private final ProgressReporter progress;

	private final Duration timeout;

	LayerUnpacker(Namespace namespace, SnapshotService snapshots, ProgressReporter progress, Duration timeout) {
		this.namespace = namespace;
		this.snapshots = snapshots;
		this.progress = progress;
		this.timeout = timeout;
	}

	void exists(OciDescriptor layer) {
		this.progress.report(Phase.EXISTS, layer.content());
	}

	/**
	 * Whether a layer's snapshot exists. Then it belongs to the lease.
	 */
	boolean holdIfUnpacked(Layer layer) {
		if (this.snapshots.find(layer.name()).isEmpty()) {
			return false;
		}
		Active active = prepare(layer);
		if (active != null) {
			// It was removed in between.
			remove(active.key());
			return false;
		}
		return true;
	}

	/**
	 * Unpacks a layer unless its snapshot exists.
	 * @param layer the layer
	 * @param arrival blocks until the layer's blob is there; not called if it is not
	 * needed
	 */
	void unpack(Layer layer, Arrival arrival) {
		try (NamedLocks.Held lock = lock(layer)) {
			Active active = prepare(layer);
			if (active == null) {
				this.progress.report(Phase.EXISTS, layer.blob());
				return;
			}
			fill(layer, active, arrival);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			Failure failure = failure(layer, ErrorCode.CANCELLED);
			throw new CancelledException(failure.describe() + ": the waiting thread was interrupted", failure, ex);
		}
	}

	private NamedLocks.Held lock(Layer layer) throws InterruptedException {
		String name = this.namespace.name() + " " + this.snapshots.snapshotter() + " " + layer.name();
		NamedLocks.Held lock = LOCKS.acquire(name, System.nanoTime() + this.timeout.toNanos(),
				() -> this.progress.report(Phase.WAITING, layer.blob()));
		if (lock == null) {
			Failure failure = failure(layer, ErrorCode.DEADLINE_EXCEEDED);
			throw new DeadlineExceededException(failure.describe() + ": another thread has not finished the same layer"
					+ " within " + this.timeout.toSeconds() + " s", failure, null);
		}
		return lock;
	}

	private @Nullable Active prepare(Layer layer) {
		AlreadyExistsException taken = null;
		for (int count = 0; count < TRIES; count++) {
			String key = "extract-" + System.nanoTime() + "-" + UUID.randomUUID() + " " + layer.name();
			try {
				return new Active(key, this.snapshots.prepare(key, layer.parentName(), labels(layer)));
			}
			catch (AlreadyExistsException ex) {
				if (this.snapshots.find(layer.name()).isPresent()) {
					return null;
				}
				taken = ex;
			}
		}
		throw new AlreadyExistsException(
				failure(layer, ErrorCode.ALREADY_EXISTS).describe() + ": " + TRIES
						+ " times the snapshotter had it and then had it not",
				failure(layer, ErrorCode.ALREADY_EXISTS), taken);
	}

	private void fill(Layer layer, Active active, Arrival arrival) throws InterruptedException {
		boolean committed = false;
		try {
			arrival.await();
			this.progress.report(Phase.UNPACKING, layer.blob());
			apply(layer, active.mounts());
			committed = commit(layer, active);
			this.progress.report(Phase.UNPACKED, layer.blob());
		}
		finally {
			if (!committed) {
				CleanUp.run(() -> remove(active.key()));
			}
		}
		this.namespace.content()
			.setLabels(layer.blob().digest(), Map.of(ContentInfo.UNCOMPRESSED_LABEL, layer.diffId().toString()));
	}

	private void apply(Layer layer, List<Mount> mounts) {
		Descriptor tar = this.namespace.diff().apply(layer.blob(), mounts);
		if (!tar.digest().equals(layer.diffId())) {
			Failure failure = failure(layer, ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(failure.describe() + ": the unpacked layer has the digest "
					+ tar.digest() + ", but the image's config says " + layer.diffId(), failure, null);
		}
	}

	/**
	 * Whether the active snapshot is gone because it was committed. It is not if somebody
	 * outside of this JVM was faster.
	 */
	private boolean commit(Layer layer, Active active) {
		try {
			this.snapshots.commit(layer.name(), active.key(), labels(layer));
			return true;
		}
		catch (AlreadyExistsException ex) {
			return false;
		}
	}

	private static Map<String, String> labels(Layer layer) {
		return Map.of(SNAPSHOT_REF, layer.name());
	}

	private void remove(String key) {
		try {
			this.snapshots.remove(key);
		}
		catch (NotFoundException ex) {
			logger.debug("Snapshot {} was gone already", key);
		}
		catch (CancelledException ex) {
			logger.debug("Snapshot {} ends with its lease, since its removal was interrupted too", key);
		}
		catch (ContainerdException ex) {
			logger.warn("Snapshot {} could not be removed, it ends with its lease: {}", key, ex.getMessage());
			logger.debug("Why snapshot {} could not be removed", key, ex);
		}
	}

	private Failure failure(Layer layer, ErrorCode code) {
		return new Failure("Snapshots.Commit", this.snapshots.snapshotter() + " snapshot", layer.name(),
				this.namespace.name(), code);
	}

	/**
	 * Blocks until a layer is there.
	 */
	@FunctionalInterface
	interface Arrival {

		void await() throws InterruptedException;

	}

	private record Active(String key, List<Mount> mounts) {
	}

}
