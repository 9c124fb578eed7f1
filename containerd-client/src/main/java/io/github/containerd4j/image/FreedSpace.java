package io.github.containerd4j.image;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.snapshot.SnapshotInfo;
import io.github.containerd4j.snapshot.SnapshotService;
import org.jspecify.annotations.Nullable;

/**
 * Works out what goes with some images of a namespace while the others stay.
 */
final class FreedSpace {

	private static final String SNAPSHOT_LABEL = "containerd.io/gc.ref.snapshot.";

	private final Namespace namespace;

	private final ImageDocuments documents;

	private final Set<Digest> keptBlobs = new HashSet<>();

	private final Set<SnapshotKey> keptSnapshots = new HashSet<>();

	private final Map<Digest, ContentInfo> freedBlobs = new HashMap<>();

	private final Set<SnapshotKey> freedSnapshots = new HashSet<>();

	FreedSpace(Namespace namespace) {
		this.namespace = namespace;
		this.documents = ImageDocuments.of(namespace.content());
	}

	/**
	 * Takes the images that stay into account.
	 */
	FreedSpace keeping(List<ImageInfo> images) {
		images.forEach((image) -> blobs(image).forEach((blob) -> {
			if (this.keptBlobs.add(blob.digest())) {
				snapshots(blob, this.keptSnapshots);
			}
		}));
		this.namespace.containers().list().stream().map(Container::info).forEach(this::keep);
		return this;
	}

	private void keep(ContainerInfo container) {
		String snapshotter = container.snapshotter();
		String key = container.snapshotKey();
		if (snapshotter != null && key != null) {
			addChain(snapshotter, key, this.keptSnapshots);
		}
	}

	/**
	 * Takes the images that go into account.
	 */
	FreedSpace removing(List<ImageInfo> images) {
		for (ImageInfo image : images) {
			for (ContentInfo blob : blobs(image)) {
				if (!this.keptBlobs.contains(blob.digest()) && this.freedBlobs.put(blob.digest(), blob) == null) {
					snapshots(blob, this.freedSnapshots);
				}
			}
		}
		this.freedSnapshots.removeAll(this.keptSnapshots);
		return this;
	}

	long contentBytes() {
		return this.freedBlobs.values().stream().mapToLong(ContentInfo::size).sum();
	}

	long snapshotBytes() {
		return this.freedSnapshots.stream().mapToLong(this::size).sum();
	}

	private long size(SnapshotKey key) {
		try {
			return this.namespace.snapshots(key.snapshotter()).usage(key.name()).size();
		}
		catch (NotFoundException | InvalidArgumentException ex) {
			return 0;
		}
	}

	// A broken document shall not keep anybody from cleaning up.
	private List<ContentInfo> blobs(ImageInfo image) {
		try {
			return this.documents.walkAvailable(image.target())
				.stream()
				.map(OciDescriptor::digest)
				.flatMap((digest) -> this.namespace.content().find(digest).stream())
				.toList();
		}
		catch (ImageFormatException ex) {
			return this.namespace.content().find(image.target().digest()).stream().toList();
		}
	}

	private void snapshots(ContentInfo blob, Set<SnapshotKey> all) {
		blob.labels().forEach((key, value) -> {
			if (key.startsWith(SNAPSHOT_LABEL)) {
				String snapshotter = key.substring(SNAPSHOT_LABEL.length());
				int slash = snapshotter.indexOf('/');
				addChain((slash < 0) ? snapshotter : snapshotter.substring(0, slash), value, all);
			}
		});
	}

	private void addChain(String snapshotter, String top, Set<SnapshotKey> all) {
		SnapshotService snapshots = this.namespace.snapshots(snapshotter);
		String next = top;
		while (next != null && all.add(new SnapshotKey(snapshotter, next))) {
			next = parent(snapshots, next);
		}
	}

	private static @Nullable String parent(SnapshotService snapshots, String name) {
		try {
			return snapshots.find(name).map(SnapshotInfo::parent).orElse(null);
		}
		catch (InvalidArgumentException ex) {
			// A snapshotter that is configured no more.
			return null;
		}
	}

	private record SnapshotKey(String snapshotter, String name) {

	}

}
