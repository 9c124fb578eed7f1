package io.github.containerd4j.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageConfigBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What the image of a container says, and how it is made. Immutable.
 *
 * @since 0.1.0
 */
public final class PublishOptions {

	private static final PublishOptions DEFAULTS = builder().build();

	private final String author;

	private final String message;

	private final @Nullable Instant created;

	private final Compression compression;

	private final @Nullable String snapshotter;

	private final boolean unpack;

	private final boolean pause;

	private final Map<String, String> recordLabels;

	private final List<ConfigChange> changes;

	private PublishOptions(Builder builder) {
		this.author = builder.author;
		this.message = builder.message;
		this.created = builder.created;
		this.compression = builder.compression;
		this.snapshotter = builder.snapshotter;
		this.unpack = builder.unpack;
		this.pause = builder.pause;
		this.recordLabels = Labels.require(builder.recordLabels);
		this.changes = List.copyOf(builder.changes);
	}

	/**
	 * The config of the image that the container came from, one layer more, compressed by
	 * gzip; a running container stands still meanwhile, and nothing is unpacked.
	 * @return the options
	 */
	public static PublishOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Starts with the defaults.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Who makes the image.
	 * @return the author; empty for the one of the image below
	 */
	public String author() {
		return this.author;
	}

	/**
	 * The remark in the image's history.
	 * @return the remark; empty for none
	 */
	public String message() {
		return this.message;
	}

	/**
	 * When the image is said to have been made.
	 * @return the time; {@code null} for the moment of publishing
	 */
	public @Nullable Instant created() {
		return this.created;
	}

	/**
	 * How the new layer is compressed.
	 * @return the format
	 */
	public Compression compression() {
		return this.compression;
	}

	/**
	 * Whether the image is unpacked as well.
	 * @return whether it is
	 */
	public boolean unpack() {
		return this.unpack;
	}

	/**
	 * Where it is unpacked.
	 * @return the snapshotter; {@code null} for the container's
	 */
	public @Nullable String snapshotter() {
		return this.snapshotter;
	}

	/**
	 * Whether a running container stands still while its files are read.
	 * @return whether it does
	 */
	public boolean pause() {
		return this.pause;
	}

	/**
	 * The labels of the image's record in containerd, which are no part of the image.
	 * @return the labels
	 */
	public Map<String, String> recordLabels() {
		return this.recordLabels;
	}

	/**
	 * The config of the new image, still without its layers.
	 */
	ImageConfigBuilder applyTo(ImageConfig base) {
		ImageConfig current = base;
		for (ConfigChange change : this.changes) {
			ImageConfigBuilder next = current.toBuilder();
			change.apply(current, next);
			current = next.build();
		}
		ImageConfigBuilder config = current.toBuilder();
		if (!this.author.isEmpty()) {
			config.author(this.author);
		}
		return config;
	}

	/**
	 * Builds options. Not safe for use by many threads.
	 */
	public static final class Builder {

		private final Map<String, String> recordLabels = new LinkedHashMap<>();

		private final List<ConfigChange> changes = new ArrayList<>();

		private String author = "";

		private String message = "";

		private @Nullable Instant created;

		private Compression compression = Compression.GZIP;

		private @Nullable String snapshotter;

		private boolean unpack;

		private boolean pause = true;

		private Builder() {
		}

		/**
		 * Sets who makes the image.
		 * @param author the author
		 * @return this builder
		 */
		public Builder author(String author) {
			this.author = Objects.requireNonNull(author);
			return this;
		}

		/**
		 * Sets the remark in the image's history.
		 * @param message the remark
		 * @return this builder
		 */
		public Builder message(String message) {
			this.message = Objects.requireNonNull(message);
			return this;
		}

		/**
		 * Sets when the image is said to have been made: without this, when it is.
		 * @param created the time
		 * @return this builder
		 */
		public Builder created(Instant created) {
			this.created = Objects.requireNonNull(created);
			return this;
		}

		/**
		 * Replaces the command, or the arguments of the entrypoint if there is one.
		 * @param cmd the words
		 * @return this builder
		 */
		public Builder cmd(String... cmd) {
			return config((config) -> config.cmd(cmd));
		}

		/**
		 * Replaces the words that the command begins with.
		 * @param entrypoint the words; none for no entrypoint
		 * @return this builder
		 */
		public Builder entrypoint(String... entrypoint) {
			return config((config) -> config.entrypoint(entrypoint));
		}

		/**
		 * Sets one variable of the environment, besides those that are there.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 * @throws InvalidArgumentException if the name is empty or has an equals sign
		 */
		public Builder env(String name, String value) {
			if (name.isEmpty() || name.contains("=")) {
				throw InvalidArgumentException.of("environment variable", name,
						"the name must not be empty or have an equals sign");
			}
			this.changes.add((before, config) -> {
				List<String> env = new ArrayList<>(before.env());
				env.removeIf((entry) -> entry.startsWith(name + "="));
				env.add(name + "=" + value);
				config.env(env);
			});
			return this;
		}

		/**
		 * Sets one label of the image, besides those that are there.
		 * @param key the key
		 * @param value the value
		 * @return this builder
		 */
		public Builder label(String key, String value) {
			this.changes.add((before, config) -> {
				Map<String, String> labels = new LinkedHashMap<>(before.labels());
				labels.put(key, value);
				config.labels(labels);
			});
			return this;
		}

		/**
		 * Replaces the directory that the process starts in.
		 * @param workingDir the path
		 * @return this builder
		 */
		public Builder workingDir(String workingDir) {
			return config((config) -> config.workingDir(workingDir));
		}

		/**
		 * Replaces the user that the process runs as.
		 * @param user user or uid, optionally a colon and group or gid
		 * @return this builder
		 */
		public Builder user(String user) {
			return config((config) -> config.user(user));
		}

		/**
		 * Adds ports that the process listens on.
		 * @param ports ports, such as {@code 8080/tcp}
		 * @return this builder
		 */
		public Builder exposedPorts(String... ports) {
			List<String> added = Arrays.asList(ports.clone());
			this.changes.add((before, config) -> {
				Set<String> all = new LinkedHashSet<>(before.exposedPorts());
				all.addAll(added);
				config.exposedPorts(all.toArray(String[]::new));
			});
			return this;
		}

		/**
		 * Changes anything else in the config. Layers and history are filled in
		 * afterwards.
		 * @param config changes the config; called when the image is made
		 * @return this builder
		 */
		public Builder config(Consumer<ImageConfigBuilder> config) {
			Objects.requireNonNull(config);
			this.changes.add((before, builder) -> config.accept(builder));
			return this;
		}

		/**
		 * Sets how the new layer is compressed: by gzip without this, which all daemons
		 * can. {@link Compression#ZSTD} needs containerd 1.7.29 or 2.0.
		 * @param compression the format
		 * @return this builder
		 */
		public Builder compression(Compression compression) {
			this.compression = Objects.requireNonNull(compression);
			return this;
		}

		/**
		 * Unpacks the image as well, with the container's snapshotter, so that the first
		 * container of it starts at once.
		 * @return this builder
		 */
		public Builder unpack() {
			this.unpack = true;
			return this;
		}

		/**
		 * Unpacks the image as well.
		 * @param snapshotter the name of the snapshotter
		 * @return this builder
		 */
		public Builder unpack(String snapshotter) {
			this.snapshotter = Objects.requireNonNull(snapshotter);
			return unpack();
		}

		/**
		 * Lets a running container run on while its files are read, which then need not
		 * fit each other.
		 * @return this builder
		 */
		public Builder withoutPause() {
			this.pause = false;
			return this;
		}

		/**
		 * Sets one label of the image's record in containerd, which is no part of the
		 * image.
		 * @param key the key
		 * @param value the value
		 * @return this builder
		 */
		public Builder recordLabel(String key, String value) {
			this.recordLabels.put(key, value);
			return this;
		}

		/**
		 * Builds the options.
		 * @return the options
		 * @throws InvalidArgumentException if a label of the record is not valid
		 */
		public PublishOptions build() {
			return new PublishOptions(this);
		}

	}

}
