package io.github.containerd4j.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Identifiers;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.migrate.FullCopy;
import io.github.containerd4j.network.NetworkFiles;
import io.github.containerd4j.network.NetworkMode;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.rootfs.ContainerRoot;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.Refusal;
import io.github.containerd4j.rootfs.RootState;
import io.github.containerd4j.rootfs.Turn;
import io.github.containerd4j.spec.SpecDocument;
import io.github.containerd4j.undo.Rollback;

/**
 * Makes a copy of a container: its root file system copy-on-write, and a record of its
 * own.
 *
 * @since 0.1.0
 */
public final class ContainerCopy {

	private static final String COPY = "copy";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	// How often the daemon started the source again tells nothing about the copy.
	private static final String RESTART_COUNT = "containerd.io/restart.count";

	private final Namespace namespace;

	private final NewIdentity identity;

	private final CopyOptions options;

	private ContainerCopy(Namespace namespace, NewIdentity identity, CopyOptions options) {
		this.namespace = namespace;
		this.identity = identity;
		this.options = options;
	}

	/**
	 * Makes the copy.
	 * @param namespace the namespace of both
	 * @param id the container to copy
	 * @param newId the identifier of the copy
	 * @param options how they differ
	 * @return the copy
	 */
	public static Container of(Namespace namespace, String id, String newId, CopyOptions options) {
		Identifiers.require("container id", newId);
		return new ContainerCopy(namespace, NewIdentity.of(namespace, id, newId), options).run();
	}

	private Container run() {
		if (this.options.full()) {
			return full();
		}
		// Before the source is touched.
		if (this.namespace.containers().find(this.identity.newId()).isPresent()) {
			throw Refusal.taken(this.namespace, COPY, "container", this.identity.newId());
		}
		try (Turn turn = Turn.of(this.namespace, COPY, this.identity.oldId());
				OperationLease lease = OperationLease.open(this.namespace, COPY);
				Rollback rollback = new Rollback(PATIENCE)) {
			ContainerInfo source = this.namespace.containers().get(this.identity.oldId()).info();
			RootState root = ContainerRoot.of(lease, this.namespace, source, COPY).take(() -> {
				// Files are all that a copy has of its source.
			});
			String key = root.prepare(lease.namespace(), this.identity.newId());
			rollback.add(() -> this.namespace.snapshots(root.snapshotter()).remove(key));
			Container copy = create(source, root.snapshotter(), key, rollback);
			rollback.succeeded();
			return copy;
		}
	}

	private Container full() {
		String snapshotter = this.options.snapshotter();
		Namespace elsewhere = this.options.target();
		try (Turn turn = Turn.of(this.namespace, COPY, this.identity.oldId())) {
			ContainerInfo source = this.namespace.containers().get(this.identity.oldId()).info();
			FullCopy copy = FullCopy
				.of(this.namespace, withOwn(source), (elsewhere != null) ? elsewhere : this.namespace)
				.withId(this.identity.newId())
				.withLabels(this.options.labels())
				.withSpecCustomizer(this.options.specCustomizer());
			return ((snapshotter != null) ? copy.withSnapshotter(snapshotter) : copy).make();
		}
	}

	// What the copy shall have of the record.
	private ContainerInfo withOwn(ContainerInfo source) {
		Map<String, TypedValue> extensions = new TreeMap<>(source.extensions());
		network(source).ifPresent((network) -> extensions.put(NetworkSettings.EXTENSION, network.toTypedValue()));
		return new ContainerInfo(source.id(), labels(source), source.image(), source.runtime(), source.spec(),
				source.snapshotter(), source.snapshotKey(), extensions, source.sandbox(), source.createdAt(),
				source.updatedAt());
	}

	private Container create(ContainerInfo source, String snapshotter, String key, Rollback rollback) {
		ContainerInfo record = record(source).snapshot(snapshotter, key).build();
		// The answer may be lost; then the record is there, with a key of our choice.
		rollback.add(() -> deleteRecord(key));
		Container copy = this.namespace.containers().create(record);
		rollback.add(() -> this.namespace.containerDirectory(this.identity.newId()).delete());
		createFiles(source, record);
		return copy;
	}

	private void deleteRecord(String key) {
		Optional<Container> record = this.namespace.containers().find(this.identity.newId());
		record.filter((container) -> key.equals(container.info().snapshotKey()))
			.ifPresent((container) -> this.namespace.containers().delete(container.id()));
	}

	private Map<String, String> labels(ContainerInfo source) {
		Map<String, String> labels = new TreeMap<>();
		if (this.options.labelsTaken()) {
			labels.putAll(OwnLabels.removedFrom(source.labels()));
			labels.remove(RESTART_COUNT);
			labels.remove(ContainerInfo.LAST_USED_LABEL);
		}
		return labels;
	}

	private ContainerInfo.Builder record(ContainerInfo source) {
		ContainerInfo.Builder record = this.identity.record(source, labels(source)).labels(this.options.labels());
		network(source).ifPresent((network) -> record.extension(NetworkSettings.EXTENSION, network.toTypedValue()));
		TypedValue log = source.extensions().get(ContainerInfo.LOG_EXTENSION);
		if (log != null) {
			record.extension(ContainerInfo.LOG_EXTENSION, this.identity.withOwnLog(log));
		}
		TypedValue spec = source.spec();
		return (spec != null) ? record.spec(this.options.specCustomizer().apply(this.identity.spec(spec))) : record;
	}

	// Two containers cannot have the same addresses.
	private Optional<NetworkSettings> network(ContainerInfo source) {
		NetworkSettings other = this.options.network();
		if (other != null) {
			return Optional.of(other);
		}
		return NetworkSettings.find(source.extensions())
			.map((network) -> (network.mode() == NetworkMode.CNI) ? network.toBuilder().withoutAddresses().build()
					: network);
	}

	private void createFiles(ContainerInfo source, ContainerInfo record) {
		if (record.extensions().containsKey(ContainerInfo.LOG_EXTENSION)) {
			directory().create();
		}
		TypedValue spec = source.spec();
		if (spec != null && spec.typeUrl().endsWith(TypedValue.RUNTIME_SPEC)) {
			this.identity.ownMounts(spec).forEach(this::copyFile);
		}
		NetworkSettings.find(record.extensions())
			.ifPresent((network) -> NetworkFiles.in(directory()).create(network, hostname(record)));
	}

	private ContainerDirectory directory() {
		return this.namespace.containerDirectory(this.identity.newId());
	}

	private void copyFile(Path file) {
		Path target = this.identity.newDirectory().resolve(this.identity.oldDirectory().relativize(file));
		try {
			if (Files.isRegularFile(file)) {
				directory().create();
				Files.createDirectories(target.resolveSibling(""));
				Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
		catch (IOException ex) {
			Failure failure = new Failure(COPY, "file", file.toString(), this.namespace.name(), ErrorCode.UNKNOWN);
			throw new ContainerdException(failure.describe() + " to " + target + ": " + ex, failure, ex);
		}
	}

	private String hostname(ContainerInfo record) {
		TypedValue spec = record.spec();
		return (spec != null) ? SpecDocument.of(spec).findText("/hostname").orElse(record.id()) : record.id();
	}

}
