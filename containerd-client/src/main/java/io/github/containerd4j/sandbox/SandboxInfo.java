package io.github.containerd4j.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.RuntimeOptions;
import org.jspecify.annotations.Nullable;

/**
 * The record that containerd keeps of a sandbox. Nothing in it runs: a
 * {@link SandboxController} runs it.
 *
 * @param id the identifier, unique in the namespace
 * @param runtime the shim that serves the sandbox; {@code null} only in records that
 * other clients wrote without one
 * @param spec what the sandbox is, in a form that its controller understands;
 * {@code null} if there is none
 * @param labels the labels
 * @param extensions what clients attached to the record
 * @param sandboxer the controller that runs it, such as {@code shim}, since containerd
 * 2.0; {@code null} if none is recorded
 * @param createdAt when the record was created; {@code null} before that
 * @param updatedAt when the record was last changed; {@code null} before it was created
 * @since 0.1.0
 */
public record SandboxInfo(String id, @Nullable RuntimeOptions runtime, @Nullable TypedValue spec,
		Map<String, String> labels, Map<String, TypedValue> extensions, @Nullable String sandboxer,
		@Nullable Instant createdAt, @Nullable Instant updatedAt) {

	/**
	 * Copies the maps.
	 * @param id the identifier
	 * @param runtime the shim
	 * @param spec what the sandbox is
	 * @param labels the labels
	 * @param extensions what clients attached
	 * @param sandboxer the controller
	 * @param createdAt when the record was created
	 * @param updatedAt when the record was last changed
	 */
	public SandboxInfo {
		labels = Map.copyOf(labels);
		extensions = Map.copyOf(extensions);
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
	 * Builds the record of a sandbox that is to be created. Not safe for use by many
	 * threads.
	 */
	public static final class Builder {

		private final String id;

		private final Map<String, String> labels = new LinkedHashMap<>();

		private final Map<String, TypedValue> extensions = new LinkedHashMap<>();

		private RuntimeOptions runtime = RuntimeOptions.of(RuntimeOptions.RUNC_V2);

		private String sandboxer = SandboxController.SHIM;

		private @Nullable TypedValue spec;

		private Builder(String id) {
			this.id = id;
		}

		/**
		 * Chooses the shim; {@code io.containerd.runc.v2} by default.
		 * @param runtime the runtime
		 * @return this builder
		 */
		public Builder runtime(RuntimeOptions runtime) {
			this.runtime = runtime;
			return this;
		}

		/**
		 * Says what the sandbox is.
		 * @param spec the specification, in a form that the controller understands
		 * @return this builder
		 */
		public Builder spec(TypedValue spec) {
			this.spec = spec;
			return this;
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
		 * Attaches data of the client.
		 * @param key the key
		 * @param value the data
		 * @return this builder
		 */
		public Builder extension(String key, TypedValue value) {
			this.extensions.put(key, value);
			return this;
		}

		/**
		 * Chooses the controller; {@link SandboxController#SHIM} by default. containerd
		 * 1.7 has only one and ignores this.
		 * @param sandboxer the name of the controller
		 * @return this builder
		 */
		public Builder sandboxer(String sandboxer) {
			this.sandboxer = sandboxer;
			return this;
		}

		/**
		 * Checks and builds the record.
		 * @return the record
		 * @throws InvalidArgumentException if containerd would refuse the identifier or a
		 * label
		 */
		public SandboxInfo build() {
			Identifiers.require("sandbox id", this.id);
			return new SandboxInfo(this.id, this.runtime, this.spec, Labels.require(this.labels), this.extensions,
					this.sandboxer, null, null);
		}

	}

}
