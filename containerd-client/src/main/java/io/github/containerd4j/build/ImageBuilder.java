package io.github.containerd4j.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.lease.LeaseResource;
import io.github.containerd4j.oci.ImageConfigBuilder;
import io.github.containerd4j.oci.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Builds an image from directory trees, tars and files, on top of another image or of
 * nothing:
 *
 * <pre class="code">
 * Image image = ImageBuilder.in(namespace)
 *     .name("docker.io/library/app:1")
 *     .layer(Path.of("/srv/rootfs"))
 *     .layer(LayerContents.create().file("/etc/motd", text, 0644))
 *     .config((config) -&gt; config.cmd("/bin/sh"))
 *     .build();
 * </pre>
 *
 * Layers go straight into the content store and are never held in memory. The same input
 * gives the same digests: nothing of the time, the machine or the file system's order
 * gets in. What is built is held by a lease until the image's record is written, as the
 * last step; whatever fails before leaves nothing that garbage collection would keep.
 * <p>
 * Not safe for use by many threads. A builder without tar streams can build again.
 *
 * @since 0.1.0
 */
public final class ImageBuilder {

	private final Namespace namespace;

	private final List<LayerPlan> layers = new ArrayList<>();

	private final Map<String, String> annotations = new TreeMap<>();

	private Map<String, String> labels = Map.of();

	private @Nullable String name;

	private @Nullable Image base;

	private @Nullable Platform platform;

	private @Nullable String snapshotter;

	private LayerCompression compression = LayerCompression.gzip();

	private Timestamps timestamps = Timestamps.kept();

	private Consumer<ImageConfigBuilder> config = (builder) -> {
	};

	private ImageBuilder(Namespace namespace) {
		this.namespace = namespace;
	}

	/**
	 * Starts with nothing.
	 * @param namespace where the image will be
	 * @return the builder
	 */
	public static ImageBuilder in(Namespace namespace) {
		return new ImageBuilder(namespace);
	}

	/**
	 * Starts an index, which joins images for several platforms under one name.
	 * @param namespace where the images are
	 * @return the builder
	 */
	public static IndexBuilder index(Namespace namespace) {
		return new IndexBuilder(namespace);
	}

	/**
	 * Sets the name of the image. An image of that name is replaced.
	 * @param name the name, taken literally
	 * @return this builder
	 * @throws InvalidArgumentException if the name is empty
	 */
	public ImageBuilder name(String name) {
		this.name = requireName(name);
		return this;
	}

	static String requireName(@Nullable String name) {
		if (name == null || name.isEmpty()) {
			throw InvalidArgumentException.of("image name", name, "it must be set and not empty");
		}
		return name;
	}

	/**
	 * Begins with the layers and the config of another image of the same namespace. Its
	 * layers must be there; Docker's media types become those of OCI.
	 * @param base the other image; of an index, the one for {@link #platform(Platform)}
	 * @return this builder
	 */
	public ImageBuilder from(Image base) {
		this.base = base;
		return this;
	}

	/**
	 * Sets what the image runs on. Without it, a new image is for this machine's
	 * platform, and of a base the best for this machine is taken.
	 * @param platform the platform
	 * @return this builder
	 */
	public ImageBuilder platform(Platform platform) {
		this.platform = platform;
		return this;
	}

	/**
	 * Adds a layer of one directory tree, as the root of the image.
	 * @param tree the top directory
	 * @return this builder
	 */
	public ImageBuilder layer(Path tree) {
		return layer(DirectoryTree.of(tree));
	}

	/**
	 * Adds a layer of one directory tree.
	 * @param tree the tree
	 * @return this builder
	 */
	public ImageBuilder layer(DirectoryTree tree) {
		return layer(LayerContents.create().tree(tree));
	}

	/**
	 * Adds a layer.
	 * @param contents what it holds; read by {@link #build()}
	 * @return this builder
	 */
	public ImageBuilder layer(LayerContents contents) {
		this.layers.add(LayerPlan.of(contents));
		return this;
	}

	/**
	 * Adds a layer that is a tar already. It is checked and stored as it is, whiteouts
	 * included; if it is compressed, by gzip or Zstandard, it stays so, and else it is
	 * compressed as the other layers are.
	 * @param tar the tar, read to its end by {@link #build()} and left open
	 * @return this builder
	 */
	public ImageBuilder layer(InputStream tar) {
		this.layers.add(LayerPlan.of(new TarStream(tar)));
		return this;
	}

	/**
	 * Sets how the layers are compressed: by gzip at level 6 without it.
	 * @param compression the compression
	 * @return this builder
	 */
	public ImageBuilder compression(LayerCompression compression) {
		this.compression = Objects.requireNonNull(compression);
		return this;
	}

	/**
	 * Sets which times the files get: their own without it, and files from memory
	 * 1970-01-01. A time that is given here is also that of the image's config and
	 * history, which tell none otherwise.
	 * @param timestamps the rule
	 * @return this builder
	 */
	public ImageBuilder timestamps(Timestamps timestamps) {
		this.timestamps = Objects.requireNonNull(timestamps);
		return this;
	}

	/**
	 * Sets what the image's config says: command, environment, user and so on. It begins
	 * with the base's. Layers and history are filled in by {@link #build()}.
	 * @param config changes the config; called by {@link #build()}
	 * @return this builder
	 */
	public ImageBuilder config(Consumer<ImageConfigBuilder> config) {
		this.config = Objects.requireNonNull(config);
		return this;
	}

	/**
	 * Adds an annotation to the manifest.
	 * @param key the key
	 * @param value the value
	 * @return this builder
	 */
	public ImageBuilder annotation(String key, String value) {
		this.annotations.put(key, value);
		return this;
	}

	/**
	 * Sets the labels of the image's record in containerd; they are no part of the image.
	 * @param labels the labels
	 * @return this builder
	 * @throws InvalidArgumentException if a label is not valid
	 */
	public ImageBuilder labels(Map<String, String> labels) {
		this.labels = Labels.require(labels);
		return this;
	}

	/**
	 * Unpacks the image as well, for containers of the client's default snapshotter.
	 * @return this builder
	 */
	public ImageBuilder unpack() {
		return unpack(this.namespace.snapshots().snapshotter());
	}

	/**
	 * Unpacks the image as well, for containers of one snapshotter.
	 * @param snapshotter the name of the snapshotter, such as {@code overlayfs}
	 * @return this builder
	 */
	public ImageBuilder unpack(String snapshotter) {
		this.snapshotter = snapshotter;
		return this;
	}

	/**
	 * Builds the image. Blocks as long as that takes, without a time limit of its own; an
	 * interrupt ends it.
	 * @return the image
	 * @throws InvalidArgumentException if there is no name, a directory tree does not
	 * exist, or a path cannot be in an image
	 * @throws TreeChangedException if a tree changed while it was read
	 * @throws UncheckedIOException if something cannot be read
	 * @throws io.github.containerd4j.oci.ImageFormatException if a tar or the base image
	 * breaks the rules
	 * @throws io.github.containerd4j.NotFoundException if the base is not complete
	 * @throws CancelledException if the thread is interrupted
	 */
	public Image build() {
		requireName(this.name);
		try (Lease lease = this.namespace.leases().open(LeaseOptions.forOperation("build"))) {
			if (this.base != null) {
				lease.add(LeaseResource.content(this.base.target().digest()));
			}
			return new ImageBuild(this, this.namespace.withLease(lease)).run();
		}
		catch (InterruptedIOException | ClosedByInterruptException ex) {
			Thread.currentThread().interrupt();
			Failure failure = new Failure("build", "image", this.name, this.namespace.name(), ErrorCode.CANCELLED);
			throw new CancelledException(failure.describe() + ": the thread was interrupted", failure, ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot build image " + this.name + ": " + ex.getMessage(), ex);
		}
	}

	String name() {
		return requireName(this.name);
	}

	@Nullable Image base() {
		return this.base;
	}

	@Nullable Platform platform() {
		return this.platform;
	}

	@Nullable String snapshotter() {
		return this.snapshotter;
	}

	List<LayerPlan> layers() {
		return this.layers;
	}

	LayerCompression compression() {
		return this.compression;
	}

	Timestamps timestamps() {
		return this.timestamps;
	}

	Consumer<ImageConfigBuilder> config() {
		return this.config;
	}

	Map<String, String> annotations() {
		return this.annotations;
	}

	Map<String, String> labels() {
		return this.labels;
	}

}
