package io.github.containerd4j.unpack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ChainId;
import io.github.containerd4j.oci.GcLabels;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ProgressListener;
import io.github.containerd4j.progress.ProgressReporter;

/**
 * Unpacks images: each layer becomes a committed snapshot on top of the one below, and is
 * named by its chain id. A snapshot that exists already, or that a remote snapshotter
 * supplies, is used as it is.
 * <p>
 * Give it a namespace under a lease
 * ({@link Namespace#withLease(io.github.containerd4j.lease.Lease)}): what it makes, and
 * what it finds to exist, belongs to that lease. At the end the image's config refers to
 * the snapshots, so an image record that is written before the lease ends keeps them.
 * <p>
 * Within this JVM the same layer is unpacked once at a time; others wait for it. Methods
 * block, can be interrupted, and then leave no half-made snapshot. Immutable, and safe
 * for use by many threads.
 *
 * @since 0.1.0
 */
public final class Unpacker {

	private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

	private final Namespace namespace;

	private final String snapshotter;

	private final ProgressReporter progress;

	private final Duration timeout;

	private Unpacker(Namespace namespace, String snapshotter, ProgressReporter progress, Duration timeout) {
		this.namespace = namespace;
		this.snapshotter = snapshotter;
		this.progress = progress;
		this.timeout = timeout;
	}

	/**
	 * An unpacker that tells nobody of its progress and waits at most an hour for others.
	 * @param underLease the namespace, under a lease
	 * @param snapshotter the name of the snapshotter
	 * @return the unpacker
	 */
	public static Unpacker over(Namespace underLease, String snapshotter) {
		return new Unpacker(underLease, snapshotter, ProgressReporter.of(Operation.UNPACK, "", ProgressListener.none()),
				DEFAULT_TIMEOUT);
	}

	/**
	 * A copy that tells of its progress.
	 * @param progress who is told
	 * @return the copy
	 */
	public Unpacker withProgress(ProgressReporter progress) {
		return new Unpacker(this.namespace, this.snapshotter, progress, this.timeout);
	}

	/**
	 * A copy that waits at most so long for others who unpack the same layer.
	 * @param timeout the longest time to wait for one layer; one hour by default
	 * @return the copy
	 * @throws InvalidArgumentException if it is not positive
	 */
	public Unpacker withTimeout(Duration timeout) {
		if (timeout.isNegative() || timeout.isZero()) {
			throw InvalidArgumentException.of("unpack timeout", timeout.toString(), "it must be positive");
		}
		return new Unpacker(this.namespace, this.snapshotter, this.progress, timeout);
	}

	/**
	 * Unpacks an image whose layers are in the content store.
	 * @param manifest the image's manifest, a blob of the namespace
	 * @return the chain id of the whole image, which is the name of its snapshot; empty
	 * if the image has no layers
	 * @throws io.github.containerd4j.NotFoundException if content is missing
	 * @throws io.github.containerd4j.UnimplementedException if the snapshotter is not for
	 * the image's operating system
	 * @throws ImageFormatException if the image contradicts itself
	 */
	public Optional<Digest> unpack(Descriptor manifest) {
		return unpack(manifest, LayerSource.stored());
	}

	/**
	 * Unpacks an image whose layers become available while it is unpacked. Manifest and
	 * config must be in the content store. Layers whose snapshot exists are not asked
	 * for.
	 * @param manifest the image's manifest, a blob of the namespace
	 * @param layers where the layers come from
	 * @return the chain id of the whole image, which is the name of its snapshot; empty
	 * if the image has no layers
	 * @throws io.github.containerd4j.NotFoundException if content is missing
	 * @throws io.github.containerd4j.UnimplementedException if the snapshotter is not for
	 * the image's operating system
	 * @throws ImageFormatException if the image contradicts itself
	 */
	public Optional<Digest> unpack(Descriptor manifest, LayerSource layers) {
		ImageDocuments documents = ImageDocuments.of(this.namespace.content());
		Manifest document = documents.manifest(manifest);
		return unpack(document, documents.config(document.config().content()), layers);
	}

	/**
	 * Unpacks an image whose documents were read already; see
	 * {@link #unpack(Descriptor, LayerSource)}.
	 * @param manifest the manifest
	 * @param config the config, a blob of the namespace
	 * @param layers where the layers come from
	 * @return the chain id of the whole image; empty if it has no layers
	 * @throws io.github.containerd4j.UnimplementedException if the snapshotter is not for
	 * the image's operating system
	 * @throws ImageFormatException if the image contradicts itself
	 */
	public Optional<Digest> unpack(Manifest manifest, ImageConfig config, LayerSource layers) {
		List<OciDescriptor> unpackable = manifest.layers()
			.stream()
			.filter((layer) -> MediaTypes.isLayer(layer.mediaType()))
			.toList();
		requireSameNumber(manifest, unpackable, config.diffIds());
		new SupportedPlatforms(this.namespace, this.snapshotter).require(config.platform());
		if (unpackable.isEmpty()) {
			return Optional.empty();
		}
		List<Digest> chain = ChainId.all(config.diffIds());
		new LayerChain(layerUnpacker(), unpackable, config.diffIds(), chain).unpack(layers);
		Digest top = chain.get(chain.size() - 1);
		this.namespace.content().setLabels(manifest.config().digest(), GcLabels.snapshot(this.snapshotter, top));
		return Optional.of(top);
	}

	private LayerUnpacker layerUnpacker() {
		return new LayerUnpacker(this.namespace, this.namespace.snapshots(this.snapshotter), this.progress,
				this.timeout);
	}

	private static void requireSameNumber(Manifest manifest, List<OciDescriptor> layers, List<Digest> diffIds) {
		if (layers.size() != diffIds.size()) {
			throw ImageFormatException.of("image config", manifest.config().digest().toString(),
					"it names " + diffIds.size() + " diff ids, but the manifest has " + layers.size() + " layers");
		}
	}

}
