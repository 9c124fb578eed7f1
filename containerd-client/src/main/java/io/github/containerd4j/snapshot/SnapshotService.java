package io.github.containerd4j.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.containerd4j.Filter;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots that one snapshotter keeps for one namespace. Fields for filters are
 * {@code kind} ({@code active}, {@code view}, {@code committed}), {@code name},
 * {@code parent} and labels.
 * <p>
 * A snapshot that no lease, container, label or other snapshot refers to is garbage, a
 * view too: prepare and commit under a lease. Keys and names are any text. A snapshotter
 * that the daemon does not have gives
 * {@link io.github.containerd4j.InvalidArgumentException}.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface SnapshotService {

	/** The snapshotter that is used unless another one is named. */
	String DEFAULT_SNAPSHOTTER = "overlayfs";

	/**
	 * The name of the snapshotter.
	 * @return the name, such as {@code overlayfs}
	 */
	String snapshotter();

	/**
	 * Lists snapshots.
	 * @param filters alternatives; none for all snapshots
	 * @return the snapshots, in no particular order
	 */
	List<SnapshotInfo> list(Filter... filters);

	/**
	 * Lists snapshots while they arrive, in bounded memory.
	 * @param filters alternatives; none for all snapshots
	 * @return the snapshots, in no particular order; to be closed
	 */
	ResultStream<SnapshotInfo> stream(Filter... filters);

	/**
	 * Lists snapshots and hands each to a visitor while they arrive, in bounded memory.
	 * What the visitor throws ends the walk.
	 * @param visitor called on the calling thread
	 * @param filters alternatives; none for all snapshots
	 */
	default void walk(Consumer<? super SnapshotInfo> visitor, Filter... filters) {
		try (ResultStream<SnapshotInfo> snapshots = stream(filters)) {
			snapshots.forEachRemaining(visitor);
		}
	}

	/**
	 * Reads a snapshot and all that it is based on.
	 * @param key its key or name
	 * @return the snapshot, its parent, the parent's parent and so on
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	default List<SnapshotInfo> chain(String key) {
		List<SnapshotInfo> chain = new ArrayList<>();
		String next = key;
		while (next != null) {
			SnapshotInfo info = get(next);
			chain.add(info);
			next = info.parent();
		}
		return List.copyOf(chain);
	}

	/**
	 * Looks for a snapshot.
	 * @param key its key or name
	 * @return what is known about it; empty if it does not exist
	 */
	Optional<SnapshotInfo> find(String key);

	/**
	 * Reads what is known about a snapshot.
	 * @param key its key or name
	 * @return what is known about it
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	SnapshotInfo get(String key);

	/**
	 * Makes a writable snapshot. Some snapshotters copy files or fetch layers for it, so
	 * the operation timeout applies.
	 * @param key the key of the new snapshot
	 * @param parent the name of a committed snapshot to start from; {@code null} for an
	 * empty file system
	 * @param labels the labels of the new snapshot
	 * @return how to mount it, on the daemon's host
	 * @throws io.github.containerd4j.AlreadyExistsException if the key is taken, or if
	 * the label {@code containerd.io/snapshot.ref} names a snapshot that exists, which
	 * then belongs to the lease
	 * @throws io.github.containerd4j.NotFoundException if there is no such parent
	 * @throws io.github.containerd4j.InvalidArgumentException if the parent is not
	 * committed, or a label is not valid
	 */
	List<Mount> prepare(String key, @Nullable String parent, Map<String, String> labels);

	/**
	 * Makes a writable snapshot without labels; see
	 * {@link #prepare(String, String, Map)}.
	 * @param key the key of the new snapshot
	 * @param parent the name of a committed snapshot to start from; {@code null} for an
	 * empty file system
	 * @return how to mount it, on the daemon's host
	 */
	default List<Mount> prepare(String key, @Nullable String parent) {
		return prepare(key, parent, Map.of());
	}

	/**
	 * Makes a read-only snapshot. The operation timeout applies.
	 * @param key the key of the view
	 * @param parent the name of a committed snapshot to look at; {@code null} for an
	 * empty file system
	 * @param labels the labels of the view
	 * @return how to mount it, on the daemon's host
	 * @throws io.github.containerd4j.AlreadyExistsException if the key is taken
	 * @throws io.github.containerd4j.NotFoundException if there is no such parent
	 * @throws io.github.containerd4j.InvalidArgumentException if the parent is not
	 * committed, or a label is not valid
	 */
	List<Mount> view(String key, @Nullable String parent, Map<String, String> labels);

	/**
	 * Makes a read-only snapshot without labels; see {@link #view(String, String, Map)}.
	 * @param key the key of the view
	 * @param parent the name of a committed snapshot to look at; {@code null} for an
	 * empty file system
	 * @return how to mount it, on the daemon's host
	 */
	default List<Mount> view(String key, @Nullable String parent) {
		return view(key, parent, Map.of());
	}

	/**
	 * How to mount an active snapshot or a view.
	 * @param key its key
	 * @return the mounts, for the daemon's host
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.FailedPreconditionException if it is committed
	 */
	List<Mount> mounts(String key);

	/**
	 * Finishes an active snapshot: its key is gone, and its state has a name, by custom a
	 * chain id if it is a layer. Labels of the active snapshot are not inherited. Some
	 * snapshotters measure the files, so the operation timeout applies.
	 * @param name the name of the committed snapshot
	 * @param key the key of the active one
	 * @param labels the labels of the committed snapshot
	 * @throws io.github.containerd4j.AlreadyExistsException if the name is taken; the
	 * active snapshot stays
	 * @throws io.github.containerd4j.NotFoundException if there is no such active
	 * snapshot
	 * @throws io.github.containerd4j.FailedPreconditionException if it is a view; some
	 * snapshotters, {@code native} among them, answer with the code {@code UNKNOWN}
	 */
	void commit(String name, String key, Map<String, String> labels);

	/**
	 * Finishes an active snapshot without labels; see
	 * {@link #commit(String, String, Map)}.
	 * @param name the name of the committed snapshot
	 * @param key the key of the active one
	 */
	default void commit(String name, String key) {
		commit(name, key, Map.of());
	}

	/**
	 * Finishes an active snapshot that was prepared without a parent, and puts it on top
	 * of one: so the layers of an image can be unpacked at the same time instead of one
	 * after the other. Only for snapshotters that have the capability {@code rebase};
	 * others would lose the parent's files. Since containerd 2.2: older daemons would
	 * ignore the parent, so version and capabilities of the daemon are asked first. A
	 * snapshot that was prepared with a parent keeps that one.
	 * @param name the name of the committed snapshot
	 * @param key the key of the active one
	 * @param parent the name of the committed snapshot below it
	 * @param labels the labels of the committed snapshot
	 * @throws io.github.containerd4j.AlreadyExistsException if the name is taken; the
	 * active snapshot stays
	 * @throws io.github.containerd4j.NotFoundException if there is no such active
	 * snapshot or no such parent
	 * @throws io.github.containerd4j.UnimplementedException if the daemon is older, does
	 * not tell its version, or the snapshotter cannot do this; nothing is committed
	 */
	void commitOnto(String name, String key, String parent, Map<String, String> labels);

	/**
	 * Removes a snapshot; garbage collection frees the disk space. containerd does not
	 * look whether a task runs on it, whose files would then vanish under it.
	 * @param key its key or name
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.FailedPreconditionException if it is the parent of
	 * another one
	 */
	void remove(String key);

	/**
	 * Sets single labels and leaves the others as they are.
	 * @param key the snapshot's key or name
	 * @param labels the labels to set, at least one; an empty value removes the label
	 * @return what is known about the snapshot now
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if a label is not valid or
	 * there is none
	 */
	SnapshotInfo setLabels(String key, Map<String, String> labels);

	/**
	 * Replaces all labels.
	 * @param key the snapshot's key or name
	 * @param labels the new labels
	 * @return what is known about the snapshot now
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.InvalidArgumentException if a label is not valid
	 */
	SnapshotInfo replaceLabels(String key, Map<String, String> labels);

	/**
	 * Measures a snapshot, without its parents. An active one is measured now, file by
	 * file, so the operation timeout applies.
	 * @param key its key or name
	 * @return what it takes of the disk
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	SnapshotUsage usage(String key);

	/**
	 * Measures a snapshot and all that it is based on. Others may be based on the same,
	 * so removing it need not free as much.
	 * @param key its key or name
	 * @return what all of them together take of the disk
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	default SnapshotUsage chainUsage(String key) {
		return chain(key).stream()
			.map((info) -> usage(info.name()))
			.reduce(new SnapshotUsage(0, 0), SnapshotUsage::plus);
	}

	/**
	 * Lets the snapshotter free what removed snapshots left on the disk. Seldom needed:
	 * the built-in snapshotters leave that to garbage collection.
	 * @throws io.github.containerd4j.UnimplementedException if the snapshotter does not
	 * offer it, as the built-in ones do not
	 */
	void cleanup();

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @param snapshotter the name of the snapshotter
	 * @return the service
	 * @throws io.github.containerd4j.InvalidArgumentException if the name is empty
	 */
	static SnapshotService over(RpcClient rpc, String snapshotter) {
		return new GrpcSnapshotService(rpc, snapshotter);
	}

}
