package io.github.containerd4j.publish;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.build.BaseImage;
import io.github.containerd4j.build.ImageWriter;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.diff.DiffOptions;
import io.github.containerd4j.image.ImageInfo;
import io.github.containerd4j.lease.LeaseResource;
import io.github.containerd4j.oci.GcLabels;
import io.github.containerd4j.oci.HistoryEntry;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.rootfs.Standstill;
import io.github.containerd4j.spec.ProcessSpec;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.unpack.Unpacker;
import org.jspecify.annotations.Nullable;

/**
 * Makes one image of one snapshot, under a lease.
 */
final class PublishRun {

	private final Namespace namespace;

	private final Namespace leased;

	private final OperationLease lease;

	private final ContainerInfo container;

	private final String snapshotter;

	private final String snapshot;

	private final PublishOptions options;

	private final ImageWriter writer;

	PublishRun(Namespace namespace, OperationLease lease, ContainerInfo container, String snapshot,
			PublishOptions options) {
		this.namespace = namespace;
		this.leased = lease.namespace();
		this.lease = lease;
		this.container = container;
		this.snapshotter = RootSnapshots.of(container).snapshotter();
		this.snapshot = snapshot;
		this.options = options;
		this.writer = new ImageWriter(this.leased);
	}

	void run(String reference, Optional<Task> task) {
		RootOrigin origin = RootOrigin.find(this.namespace, this.container, this.snapshot).orElse(null);
		BaseImage base = base(origin);
		String below = (origin != null) ? origin.snapshot() : null;
		StoredLayer layer = Standstill.during(this.namespace, this.lease, task, () -> diff(below));
		Descriptor manifest = write(base, layer);
		if (this.options.unpack()) {
			String wanted = this.options.snapshotter();
			Unpacker.over(this.leased, (wanted != null) ? wanted : this.snapshotter).unpack(manifest);
		}
		this.writer.save(ImageInfo.of(reference, manifest, this.options.recordLabels()));
	}

	private BaseImage base(@Nullable RootOrigin origin) {
		if (origin == null) {
			return new BaseImage(List.of(), ImageConfig.builder(Platform.host()).build());
		}
		// Its names may be deleted meanwhile.
		this.lease.lease().add(LeaseResource.content(origin.target().digest()));
		this.lease.lease().add(LeaseResource.content(origin.manifest().digest()));
		try {
			return BaseImage.read(this.namespace.content(), origin.manifest().content());
		}
		catch (NotFoundException ex) {
			throw new NotFoundException(ex.getMessage() + "; it belongs to the image " + origin.name()
					+ ", which container " + this.container.id() + " was created from: pull that again", ex.failure(),
					ex);
		}
	}

	private StoredLayer diff(@Nullable String below) {
		DiffOptions diff = DiffOptions.none()
			.withMediaType(mediaType())
			.withRef("publish-" + this.snapshot + "-" + UUID.randomUUID());
		Descriptor layer = this.leased.diff().diff(this.snapshotter, below, this.snapshot, diff);
		return StoredLayer.of(this.leased.content(), layer);
	}

	private String mediaType() {
		return switch (this.options.compression()) {
			case NONE -> MediaTypes.OCI_LAYER;
			case GZIP -> MediaTypes.OCI_LAYER_GZIP;
			case ZSTD -> MediaTypes.OCI_LAYER_ZSTD;
		};
	}

	private Descriptor write(BaseImage base, StoredLayer layer) {
		List<OciDescriptor> layers = new ArrayList<>(base.layers());
		List<Digest> diffIds = new ArrayList<>(base.config().diffIds());
		if (!layer.isEmpty()) {
			layers.add(OciDescriptor.of(layer.descriptor()));
			diffIds.add(layer.diffId());
		}
		Descriptor config = writeConfig(base.config(), diffIds, layer.isEmpty());
		OciDescriptor first = OciDescriptor.of(config);
		List<OciDescriptor> children = new ArrayList<>(layers);
		children.add(0, first);
		Manifest manifest = new Manifest(MediaTypes.OCI_MANIFEST, first, layers, "", null, Map.of());
		return this.writer.write("manifest", MediaTypes.OCI_MANIFEST, manifest.toJson(),
				GcLabels.forChildren(children));
	}

	private Descriptor writeConfig(ImageConfig base, List<Digest> diffIds, boolean emptyLayer) {
		Instant wanted = this.options.created();
		Instant created = (wanted != null) ? wanted : Instant.now().truncatedTo(ChronoUnit.MILLIS);
		List<HistoryEntry> history = new ArrayList<>(base.history());
		history.add(new HistoryEntry(created, command(), this.options.author(), this.options.message(), emptyLayer));
		byte[] json = this.options.applyTo(base).created(created).diffIds(diffIds).history(history).build().toJson();
		return this.writer.write("config", MediaTypes.OCI_CONFIG, json, Map.of());
	}

	/**
	 * What ran in the container, which has made the layer.
	 */
	private String command() {
		TypedValue spec = this.container.spec();
		if (spec == null || !spec.typeUrl().endsWith(TypedValue.RUNTIME_SPEC)) {
			return "";
		}
		return String.join(" ", ProcessSpec.of(spec).args());
	}

}
