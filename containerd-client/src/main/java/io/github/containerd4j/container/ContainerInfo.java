package io.github.containerd4j.container;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.spec.DeviceNode;
import io.github.containerd4j.spec.SpecDocument;
import org.jspecify.annotations.Nullable;

/**
 * The record that containerd keeps of a container. Nothing in it runs: a running
 * container has a task of the same identifier.
 *
 * @param id the identifier, unique in the namespace
 * @param labels the labels
 * @param image the name of the image; not checked by containerd, {@code null} if none is
 * recorded
 * @param runtime the runtime; {@code null} only in records that other clients wrote
 * without one
 * @param spec the runtime spec, usually JSON of the type {@link TypedValue#RUNTIME_SPEC};
 * {@code null} if there is none
 * @param snapshotter the snapshotter of the root file system; {@code null} if none
 * @param snapshotKey the key of the root file system's snapshot; {@code null} if none
 * @param extensions what clients attached to the record
 * @param sandbox the sandbox that the container belongs to, since containerd 1.7;
 * {@code null} if none
 * @param createdAt when the record was created; {@code null} before that
 * @param updatedAt when the record was last changed; {@code null} before it was created
 * @since 0.1.0
 */
public record ContainerInfo(String id, Map<String, String> labels, @Nullable String image,
		@Nullable RuntimeOptions runtime, @Nullable TypedValue spec, @Nullable String snapshotter,
		@Nullable String snapshotKey, Map<String, TypedValue> extensions, @Nullable String sandbox,
		@Nullable Instant createdAt, @Nullable Instant updatedAt) {

	/** The key of the extension that says where the log of a container is. */
	public static final String LOG_EXTENSION = "io.github.containerd4j.log";

	/**
	 * Copies the maps.
	 * @param id the identifier
	 * @param labels the labels
	 * @param image the name of the image
	 * @param runtime the runtime
	 * @param spec the runtime spec
	 * @param snapshotter the snapshotter
	 * @param snapshotKey the key of the snapshot
	 * @param extensions what clients attached
	 * @param sandbox the sandbox
	 * @param createdAt when the record was created
	 * @param updatedAt when the record was last changed
	 */
	public ContainerInfo {
		labels = Map.copyOf(labels);
		extensions = Map.copyOf(extensions);
	}

	/** The label that holds the {@link #description()}. */
	public static final String DESCRIPTION_LABEL = "io.github.containerd4j.description";

	/** The label that holds the names of the {@link #profiles()}, with commas between. */
	public static final String PROFILES_LABEL = "io.github.containerd4j.profiles";

	/**
	 * The label that is {@code true} for an {@link #isEphemeral() ephemeral} container.
	 */
	public static final String EPHEMERAL_LABEL = "io.github.containerd4j.ephemeral";

	/** The label that holds the time of the {@link #lastUsed() last use}, by ISO 8601. */
	public static final String LAST_USED_LABEL = "io.github.containerd4j.last-used";

	/**
	 * What is said of the container.
	 * @return the description; empty for none
	 */
	public Optional<String> description() {
		return Optional.ofNullable(this.labels.get(DESCRIPTION_LABEL));
	}

	/**
	 * The profiles that were applied when the container was created, or last saved.
	 * @return their names in their order
	 */
	public List<String> profiles() {
		String names = this.labels.getOrDefault(PROFILES_LABEL, "");
		return names.isEmpty() ? List.of() : List.of(names.split(","));
	}

	/**
	 * Whether the container is deleted when it stops; see
	 * {@link Container#isEphemeral()}.
	 * @return whether it is
	 */
	public boolean isEphemeral() {
		return "true".equals(this.labels.get(EPHEMERAL_LABEL));
	}

	/**
	 * When this client, or another one like it, last made a task of the container.
	 * @return the time; empty if it never did, and for what other clients start
	 */
	public Optional<Instant> lastUsed() {
		try {
			return Optional.ofNullable(this.labels.get(LAST_USED_LABEL)).map(Instant::parse);
		}
		catch (DateTimeParseException ex) {
			// Anybody may write labels.
			return Optional.empty();
		}
	}

	/**
	 * The devices that the runtime spec names, besides those that each container has.
	 * @return the devices
	 * @throws InvalidArgumentException if the spec is damaged
	 */
	public List<DeviceNode> devices() {
		return (this.spec != null && this.spec.typeUrl().endsWith(TypedValue.RUNTIME_SPEC))
				? DeviceNode.of(SpecDocument.of(this.spec)) : List.of();
	}

	/**
	 * Starts a new record.
	 * @param id the identifier
	 * @return the builder
	 */
	public static Builder builder(String id) {
		return new Builder(id);
	}

	/**
	 * Builds the record of a container that is to be created. Not safe for use by many
	 * threads.
	 */
	public static final class Builder {

		private final String id;

		private final Map<String, String> labels = new LinkedHashMap<>();

		private final Map<String, TypedValue> extensions = new LinkedHashMap<>();

		private @Nullable RuntimeOptions runtime;

		private @Nullable String image;

		private @Nullable TypedValue spec;

		private @Nullable String snapshotter;

		private @Nullable String snapshotKey;

		private @Nullable String sandbox;

		private Builder(String id) {
			this.id = id;
		}

		/**
		 * Adds a label.
		 * @param key the key
		 * @param value the value, not empty
		 * @return this builder
		 */
		public Builder label(String key, String value) {
			this.labels.put(key, value);
			return this;
		}

		/**
		 * Adds labels.
		 * @param labels the labels
		 * @return this builder
		 */
		public Builder labels(Map<String, String> labels) {
			this.labels.putAll(labels);
			return this;
		}

		/**
		 * Records the name of the image.
		 * @param image the name, as the image service knows it
		 * @return this builder
		 */
		public Builder image(String image) {
			this.image = image;
			return this;
		}

		/**
		 * Chooses the runtime; the client's default one without this.
		 * @param runtime the runtime
		 * @return this builder
		 */
		public Builder runtime(RuntimeOptions runtime) {
			this.runtime = runtime;
			return this;
		}

		/**
		 * Sets the runtime spec.
		 * @param spec the spec
		 * @return this builder
		 */
		public Builder spec(TypedValue spec) {
			this.spec = spec;
			return this;
		}

		/**
		 * Names the snapshot that is the root file system.
		 * @param snapshotter the snapshotter
		 * @param key the key of the snapshot
		 * @return this builder
		 */
		public Builder snapshot(String snapshotter, String key) {
			this.snapshotter = snapshotter;
			this.snapshotKey = key;
			return this;
		}

		/**
		 * Attaches data of the client. containerd cannot remove an extension again.
		 * @param key the key
		 * @param value the data
		 * @return this builder
		 */
		public Builder extension(String key, TypedValue value) {
			if (key.isEmpty()) {
				throw InvalidArgumentException.of("extension", key, "the key must not be empty");
			}
			this.extensions.put(key, value);
			return this;
		}

		/**
		 * Puts the container into a sandbox, since containerd 1.7.
		 * @param sandbox the identifier of the sandbox
		 * @return this builder
		 */
		public Builder sandbox(String sandbox) {
			this.sandbox = sandbox;
			return this;
		}

		/**
		 * Checks and builds the record.
		 * @return the record
		 * @throws InvalidArgumentException if containerd would refuse the identifier or a
		 * label
		 */
		public ContainerInfo build() {
			Identifiers.require("container id", this.id);
			return new ContainerInfo(this.id, Labels.require(this.labels), this.image, this.runtime, this.spec,
					this.snapshotter, this.snapshotKey, this.extensions, this.sandbox, null, null);
		}

	}

}
