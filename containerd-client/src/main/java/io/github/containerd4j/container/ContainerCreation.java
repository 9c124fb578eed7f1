package io.github.containerd4j.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.network.NetworkFiles;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.oci.ChainId;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.RootFiles;
import io.github.containerd4j.spec.SpecContext;
import io.github.containerd4j.spec.SpecGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Creates one container: lease, image, snapshot, spec, record. A lease holds the snapshot
 * until the record does.
 */
final class ContainerCreation {

	// As long as an image may take to be unpacked, if this JVM dies meanwhile.
	private static final Duration LEASE = Duration.ofHours(1);

	private final Namespace namespace;

	private final RuntimeOptions defaultRuntime;

	private final ContainerSpec spec;

	private final boolean keepsNetwork;

	ContainerCreation(Namespace namespace, RuntimeOptions defaultRuntime, ContainerSpec spec) {
		this.namespace = namespace;
		this.defaultRuntime = defaultRuntime;
		this.spec = namespace.profiles().resolve(spec);
		this.keepsNetwork = ContainerNetworks.keeps(this.spec);
	}

	Container create() {
		RestartSupport.require(this.namespace, this.spec);
		Image image = image();
		ImageConfig config = (image != null) ? ImageConfigs.shared().of(daemon(), image) : null;
		try (Lease lease = this.namespace.leases().open(lease())) {
			Namespace underLease = this.namespace.withLease(lease);
			RootSnapshot snapshot = snapshot(underLease, image, config);
			try {
				return withFiles(this.namespace.containers().create(record(image, config, snapshot)));
			}
			catch (RuntimeException | Error ex) {
				snapshot.rollBack(this.namespace, this.spec.id(), ex);
				throw ex;
			}
		}
	}

	private LeaseOptions lease() {
		LeaseOptions options = LeaseOptions.forOperation("create").withExpiry(LEASE);
		return this.spec.image().map((name) -> options.withLabel(LeaseInfo.IMAGE_LABEL, name)).orElse(options);
	}

	private @Nullable Image image() {
		Optional<Image> given = this.spec.imageHandle();
		Image image = given.isPresent() ? given.get() : this.spec.image().map(this::named).orElse(null);
		if (image == null || this.spec.platform().isEmpty()) {
			return image;
		}
		return image.withPlatform(this.spec.platform().get());
	}

	private Image named(String name) {
		Optional<Image> literal = this.namespace.images().find(name);
		if (literal.isPresent()) {
			return literal.get();
		}
		String completed = ImageReference.parse(name).toString();
		return this.namespace.images().get(completed);
	}

	private RootSnapshot snapshot(Namespace underLease, @Nullable Image image, @Nullable ImageConfig config) {
		if (image == null || config == null || config.diffIds().isEmpty()) {
			return RootSnapshot.make(underLease, this.spec, null);
		}
		String parent = ChainId.of(config.diffIds()).toString();
		try {
			return RootSnapshot.make(underLease, this.spec, parent);
		}
		catch (NotFoundException ex) {
			// Asking first would cost a call for each container, of an image that was
			// unpacked long ago.
			image.unpack(this.spec.snapshotter().orElseGet(() -> underLease.snapshots().snapshotter()));
			return RootSnapshot.make(underLease, this.spec, parent);
		}
	}

	private ContainerInfo record(@Nullable Image image, @Nullable ImageConfig config, RootSnapshot snapshot) {
		ContainerInfo.Builder record = ContainerInfo.builder(this.spec.id())
			.labels(ContainerLabels.of(this.spec, config))
			.runtime(ContainerRuntime.of(this.spec, this.defaultRuntime))
			.spec(runtimeSpec(config, snapshot))
			.snapshot(snapshot.snapshotter(), snapshot.key());
		if (image != null) {
			record.image(image.name());
		}
		this.spec.sandbox().ifPresent(record::sandbox);
		this.spec.network().ifPresent((network) -> record.extension(NetworkSettings.EXTENSION, network.toTypedValue()));
		this.spec.log().ifPresent((log) -> record.extension(ContainerLog.EXTENSION, ContainerLog.write(log)));
		this.spec.extensions().forEach(record::extension);
		return record.build();
	}

	private Map<String, Path> networkMounts() {
		return this.spec.network().map(networkFiles()::mounts).orElseGet(Map::of);
	}

	private NetworkFiles networkFiles() {
		return NetworkFiles.in(this.namespace.containerDirectory(this.spec.id()));
	}

	// Only now is it certain that the identifier, and so the directory, is ours.
	private Container withFiles(Container container) {
		try {
			this.spec.network()
				.ifPresent((settings) -> networkFiles().create(settings, this.spec.hostname().orElse(this.spec.id())));
			ContainerNetworks.prepare(this.namespace, container.info());
			return container;
		}
		catch (RuntimeException | Error ex) {
			CleanUp.run(() -> deleteRecord(container, ex));
			throw ex;
		}
	}

	private void deleteRecord(Container container, Throwable failure) {
		try {
			this.namespace.containers().delete(container.id());
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	private TypedValue runtimeSpec(@Nullable ImageConfig config, RootSnapshot snapshot) {
		try (SnapshotFiles files = new SnapshotFiles(this.namespace.hostMounts(), snapshot.mounts())) {
			SpecContext context = new SpecContext(this.namespace.name(), config, imageFiles(config, files),
					(id) -> this.namespace.tasks().get(id).info().pid(), this.namespace.hostMounts()::isDaemonHere,
					networkMounts());
			TypedValue generated = SpecGenerator.generate(this.spec, context);
			return this.keepsNetwork ? ContainerNetworks.joinKept(this.namespace, this.spec.id(), generated)
					: generated;
		}
	}

	private RootFiles imageFiles(@Nullable ImageConfig config, RootFiles files) {
		if (config == null || config.diffIds().isEmpty()) {
			return files;
		}
		return ImageFiles.shared().of(daemon() + " " + ChainId.of(config.diffIds()), files);
	}

	private String daemon() {
		return String.valueOf(this.namespace.containerDirectory(this.spec.id()).path().getParent());
	}

}
