package io.github.containerd4j.containersnapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.RootState;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a container as it is stored, to be stored elsewhere too: for those who
 * take care of its files and of its dump themselves.
 *
 * @since 0.1.0
 */
public final class StoredSnapshot {

	private final String label;

	private final SnapshotDocument document;

	private StoredSnapshot(String label, SnapshotDocument document) {
		this.label = label;
		this.document = document;
	}

	/**
	 * Reads the snapshots of a container.
	 * @param namespace the namespace
	 * @param container the record, just read
	 * @return the snapshots, in no order
	 */
	public static List<StoredSnapshot> all(Namespace namespace, ContainerInfo container) {
		List<StoredSnapshot> all = new ArrayList<>();
		container.labels().forEach((label, value) -> {
			if (label.startsWith(OwnLabels.SNAPSHOT)) {
				Digest digest = Digest.parse(value);
				byte[] bytes = namespace.content().readAll(digest, SnapshotDocument.MAX_SIZE);
				all.add(new StoredSnapshot(label, SnapshotDocument.parse(bytes, digest)));
			}
		});
		return all;
	}

	/**
	 * The label of the container's record that holds it.
	 * @return the key of the label, whose value is the digest of the stored snapshot
	 */
	public String label() {
		return this.label;
	}

	/**
	 * The files.
	 * @return the name of the committed snapshot; empty for an empty file system
	 */
	public Optional<String> root() {
		return Optional.ofNullable(this.document.root().name());
	}

	/**
	 * The memory.
	 * @return CRIU's dump; empty without memory
	 */
	public Optional<Descriptor> dump() {
		return Optional.ofNullable(this.document.dump());
	}

	/**
	 * Stores the same snapshot for a container elsewhere, where files and dump are
	 * already.
	 * @param underLease the namespace of that container, under a lease
	 * @param id the identifier of that container
	 * @param snapshotter the snapshotter there
	 * @param root the name of the committed snapshot there
	 * @param spec changes the runtime spec
	 * @return the digest for the label
	 */
	public Digest store(Namespace underLease, String id, String snapshotter, @Nullable String root,
			UnaryOperator<TypedValue> spec) {
		SnapshotDocument old = this.document;
		RootState files = new RootState(snapshotter, root, old.root().readOnly(), old.root().labels(),
				old.root().size());
		TypedValue then = old.spec();
		SnapshotDocument moved = new SnapshotDocument(id, old.createdAt(), files, old.labels(), old.image(),
				(then != null) ? spec.apply(then) : null, old.extensions(), old.dump(), old.log());
		String ref = "container-snapshot-" + UUID.randomUUID();
		return underLease.content().write(ref, moved.toJson(), moved.gcLabels());
	}

}
