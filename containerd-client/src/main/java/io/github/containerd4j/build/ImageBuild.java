package io.github.containerd4j.build;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.ImageInfo;
import io.github.containerd4j.oci.GcLabels;
import io.github.containerd4j.oci.HistoryEntry;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageConfigBuilder;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.unpack.Unpacker;
import org.jspecify.annotations.Nullable;

/**
 * One run of an {@link ImageBuilder}, in a namespace under a lease.
 */
final class ImageBuild {

	private final ImageBuilder plan;

	private final Namespace namespace;

	private final ImageWriter writer;

	private final List<OciDescriptor> layers = new ArrayList<>();

	private final List<Digest> diffIds = new ArrayList<>();

	private final List<HistoryEntry> history = new ArrayList<>();

	ImageBuild(ImageBuilder plan, Namespace underLease) {
		this.plan = plan;
		this.namespace = underLease;
		this.writer = new ImageWriter(underLease);
	}

	Image run() throws IOException {
		ImageConfigBuilder config = startOfConfig();
		addLayers();
		Descriptor manifest = writeManifest(writeConfig(config));
		String snapshotter = this.plan.snapshotter();
		if (snapshotter != null) {
			Unpacker.over(this.namespace, snapshotter).unpack(manifest);
		}
		return this.writer.save(ImageInfo.of(this.plan.name(), manifest, this.plan.labels()));
	}

	private ImageConfigBuilder startOfConfig() {
		Image base = this.plan.base();
		Platform platform = this.plan.platform();
		if (base == null) {
			return ImageConfig.builder((platform != null) ? platform : Platform.host());
		}
		BaseImage start = BaseImage.read(this.namespace.content(), base.target(),
				(platform != null) ? PlatformMatcher.only(platform) : PlatformMatcher.forHost());
		this.layers.addAll(start.layers());
		this.diffIds.addAll(start.config().diffIds());
		this.history.addAll(start.config().history());
		return start.config().toBuilder();
	}

	private void addLayers() throws IOException {
		try (LayerCompressor compressor = new LayerCompressor(this.namespace.content(), this.plan.compression())) {
			for (LayerPlan plan : this.plan.layers()) {
				Layer layer = plan.make(compressor, this.plan.timestamps());
				this.layers.add(OciDescriptor.of(layer.descriptor()));
				this.diffIds.add(layer.diffId());
				this.history.add(HistoryEntry.layer(created(), plan.createdBy()));
			}
		}
	}

	private Descriptor writeConfig(ImageConfigBuilder config) {
		Instant created = created();
		if (created != null) {
			config.created(created);
		}
		this.plan.config().accept(config);
		byte[] json = config.diffIds(this.diffIds).history(this.history).build().toJson();
		return this.writer.write("config", MediaTypes.OCI_CONFIG, json, Map.of());
	}

	private @Nullable Instant created() {
		return this.plan.timestamps().limit();
	}

	private Descriptor writeManifest(Descriptor config) {
		OciDescriptor first = OciDescriptor.of(config);
		List<OciDescriptor> children = new ArrayList<>(this.layers);
		children.add(0, first);
		Manifest manifest = new Manifest(MediaTypes.OCI_MANIFEST, first, this.layers, "", null,
				this.plan.annotations());
		return this.writer.write("manifest", MediaTypes.OCI_MANIFEST, manifest.toJson(),
				GcLabels.forChildren(children));
	}

}
