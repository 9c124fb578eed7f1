package io.github.containerd4j.migrate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.containersnapshot.StoredSnapshot;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.Refusal;
import io.github.containerd4j.snapshot.SnapshotInfo;
import io.github.containerd4j.snapshot.SnapshotService;
import org.jspecify.annotations.Nullable;

/**
 * Brings the snapshots of a container to the target. Each layer that was taken for one of
 * them becomes a layer there, on the unpacked image, so that they go on sharing what they
 * share.
 */
final class SnapshotCopies {

	private final Namespace source;

	private final ContainerInfo container;

	private final List<StoredSnapshot> stored;

	private final Map<String, String> names = new HashMap<>();

	private final Map<String, SnapshotInfo> layers = new LinkedHashMap<>();

	/**
	 * Reads what there is to copy.
	 * @param source the namespace of the source, under a lease
	 * @param container the container
	 * @param below the snapshot of the unpacked image, which is at the target as well
	 */
	SnapshotCopies(Namespace source, ContainerInfo container, @Nullable String below) {
		this.source = source;
		this.container = container;
		this.stored = StoredSnapshot.all(source, container);
		if (below != null) {
			this.names.put(below, below);
		}
		this.stored.forEach((each) -> each.root().ifPresent(this::collect));
	}

	/**
	 * Copies the layers, the lower ones first.
	 * @param root makes snapshots at the target
	 * @param snapshots the snapshotter there
	 * @param id the identifier of the new container
	 */
	void copyLayers(RootCopy root, SnapshotService snapshots, String id) {
		this.layers.forEach((old, layer) -> {
			String name = id + "-" + UUID.randomUUID();
			root.layer(this.container, layer, snapshots, name, target(layer.parent()), id);
			this.names.put(old, name);
		});
	}

	private void collect(String root) {
		Deque<SnapshotInfo> missing = new ArrayDeque<>();
		for (SnapshotInfo layer : snapshots().chain(root)) {
			if (isKnown(layer.name())) {
				break;
			}
			if (!layer.labels().containsKey(OwnLabels.LAYER_OF)) {
				throw Refusal.state(this.source, "migrate", this.container.id(),
						"one of its snapshots was made on another image than the one that it has now");
			}
			missing.push(layer);
		}
		missing.forEach((layer) -> this.layers.put(layer.name(), layer));
	}

	private boolean isKnown(String name) {
		return this.names.containsKey(name) || this.layers.containsKey(name);
	}

	private SnapshotService snapshots() {
		return this.source.snapshots(Objects.requireNonNull(this.container.snapshotter()));
	}

	/**
	 * The snapshot at the target that stands for one of the source.
	 */
	@Nullable String target(@Nullable String name) {
		return (name != null) ? this.names.get(name) : null;
	}

	/**
	 * The uppermost snapshot below the container's own one that is copied as such.
	 */
	@Nullable String parent() {
		return snapshots().chain(Objects.requireNonNull(this.container.snapshotKey()))
			.stream()
			.map(SnapshotInfo::name)
			.filter(this::isKnown)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Stores what tells of the snapshots.
	 * @return the labels that hold them
	 */
	Map<String, String> store(Namespace target, BlobCopy blobs, String id, String snapshotter,
			UnaryOperator<TypedValue> spec) {
		Map<String, String> labels = new HashMap<>();
		for (StoredSnapshot each : this.stored) {
			each.dump().ifPresent((dump) -> blobs.copy(dump, Map.of()));
			String root = target(each.root().orElse(null));
			Digest digest = each.store(target, id, snapshotter, root, spec);
			labels.put(each.label(), digest.toString());
		}
		return labels;
	}

}
