package io.github.containerd4j.containersnapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.publish.ContainerPublisher;
import io.github.containerd4j.publish.PublishOptions;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.Refusal;
import io.github.containerd4j.rootfs.Turn;
import io.github.containerd4j.task.Task;

/**
 * Snapshots as blobs that labels of the container's record hold.
 */
final class StoredSnapshots implements ContainerSnapshots {

	private static final String KIND = "container snapshot";

	private final Namespace namespace;

	private final String containerId;

	StoredSnapshots(Namespace namespace, String containerId) {
		this.namespace = namespace;
		this.containerId = containerId;
	}

	@Override
	public List<ContainerSnapshot> all() {
		List<ContainerSnapshot> all = new ArrayList<>();
		record().labels().forEach((label, digest) -> {
			if (label.startsWith(OwnLabels.SNAPSHOT)) {
				all.add(read(label.substring(OwnLabels.SNAPSHOT.length()), Digest.parse(digest)));
			}
		});
		all.sort(Comparator.comparing(ContainerSnapshot::createdAt).thenComparing(ContainerSnapshot::name));
		return List.copyOf(all);
	}

	private ContainerInfo record() {
		return this.namespace.containers().get(this.containerId).info();
	}

	@Override
	public Optional<ContainerSnapshot> find(String name) {
		return digest(record(), checked(name)).map((digest) -> read(name, digest));
	}

	private static String checked(String name) {
		return Identifiers.require(KIND, name);
	}

	private static Optional<Digest> digest(ContainerInfo info, String name) {
		return Optional.ofNullable(info.labels().get(OwnLabels.SNAPSHOT + name)).map(Digest::parse);
	}

	private ContainerSnapshot read(String name, Digest digest) {
		return toSnapshot(name, digest, document(digest));
	}

	private ContainerSnapshot toSnapshot(String name, Digest digest, SnapshotDocument document) {
		return new ContainerSnapshot(this.containerId, name, document.createdAt(), document.dump() != null,
				document.size(), document.root().snapshotter(), document.root().name(), digest);
	}

	private SnapshotDocument document(Digest digest) {
		return SnapshotDocument.parse(this.namespace.content().readAll(digest, SnapshotDocument.MAX_SIZE), digest);
	}

	@Override
	public ContainerSnapshot get(String name) {
		return find(name).orElseThrow(() -> missing("get", name));
	}

	private RuntimeException missing(String operation, String name) {
		return Refusal.missing(this.namespace, operation + " of container " + this.containerId, KIND, name);
	}

	private RuntimeException taken(String operation, String name) {
		return Refusal.taken(this.namespace, operation + " of container " + this.containerId, KIND, name);
	}

	@Override
	public ContainerSnapshot create(String name, SnapshotOptions options) {
		checked(name);
		try (Turn turn = Turn.of(this.namespace, "snapshot", this.containerId);
				OperationLease lease = OperationLease.open(this.namespace, "snapshot")) {
			ContainerInfo info = record();
			if (digest(info, name).isPresent()) {
				throw taken("create", name);
			}
			SnapshotDocument document = new SnapshotCreation(this.namespace, lease, info, options).run();
			Digest digest = write(lease, document);
			// The last step: from here on the record holds it.
			label(Map.of(OwnLabels.SNAPSHOT + name, digest.toString()));
			return toSnapshot(name, digest, document);
		}
	}

	private static Digest write(OperationLease lease, SnapshotDocument document) {
		byte[] json = document.toJson();
		return lease.namespace().content().write("container-snapshot-" + lease.id(), json, document.gcLabels());
	}

	private void label(Map<String, String> labels) {
		ContainerUpdate update = ContainerUpdate.create();
		labels.forEach(update::label);
		this.namespace.containers().update(this.containerId, update);
	}

	@Override
	public ContainerSnapshot rename(String name, String newName) {
		checked(newName);
		try (Turn turn = Turn.of(this.namespace, "rename snapshot", this.containerId)) {
			ContainerInfo info = record();
			Digest digest = digest(info, checked(name)).orElseThrow(() -> missing("rename", name));
			if (digest(info, newName).isPresent()) {
				throw taken("rename", newName);
			}
			label(Map.of(OwnLabels.SNAPSHOT + name, "", OwnLabels.SNAPSHOT + newName, digest.toString()));
			return read(newName, digest);
		}
	}

	@Override
	public void delete(String name) {
		try (Turn turn = Turn.of(this.namespace, "delete snapshot", this.containerId)) {
			if (digest(record(), checked(name)).isEmpty()) {
				throw missing("delete", name);
			}
			label(Map.of(OwnLabels.SNAPSHOT + name, ""));
		}
		// A change of labels sets off no garbage collection, the end of a lease does.
		OperationLease.open(this.namespace, "delete snapshot").close();
	}

	@Override
	public Optional<Task> restore(String name) {
		try (Turn turn = Turn.of(this.namespace, "restore", this.containerId);
				OperationLease lease = OperationLease.open(this.namespace, "restore")) {
			ContainerInfo info = record();
			Digest digest = digest(info, checked(name)).orElseThrow(() -> missing("restore", name));
			return new SnapshotRestore(this.namespace, lease, info, document(digest)).run();
		}
	}

	@Override
	public Image publish(String name, String reference, PublishOptions options) {
		ContainerInfo info = record();
		Digest digest = digest(info, checked(name)).orElseThrow(() -> missing("publish", name));
		SnapshotDocument document = document(digest);
		String root = document.root().name();
		if (root == null) {
			throw Refusal.state(this.namespace, "publish", this.containerId,
					"the snapshot " + name + " has an empty file system");
		}
		return ContainerPublisher.in(this.namespace)
			.publish(document.record(this.namespace, info), root, reference, options);
	}

}
