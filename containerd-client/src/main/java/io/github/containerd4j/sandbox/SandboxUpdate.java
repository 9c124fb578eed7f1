package io.github.containerd4j.sandbox;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.RuntimeOptions;
import org.jspecify.annotations.Nullable;

/**
 * The changes to a sandbox. Only what is named here changes. Not safe for use by many
 * threads.
 * <p>
 * Source: {@code core/metadata/sandbox.go} of containerd 2.1, which knows exactly these
 * fields.
 *
 * @since 0.1.0
 */
public final class SandboxUpdate {

	private final Map<String, String> labels = new LinkedHashMap<>();

	private final Map<String, TypedValue> extensions = new LinkedHashMap<>();

	private final Set<String> fields = new LinkedHashSet<>();

	private @Nullable TypedValue spec;

	private @Nullable RuntimeOptions runtime;

	private SandboxUpdate() {
	}

	/**
	 * Starts with no change.
	 * @return the update
	 */
	public static SandboxUpdate create() {
		return new SandboxUpdate();
	}

	/**
	 * Sets one label.
	 * @param key the key
	 * @param value the value; an empty one removes the label
	 * @return this update
	 * @throws InvalidArgumentException if the label is not valid
	 */
	public SandboxUpdate label(String key, String value) {
		Labels.require(key, value);
		this.labels.put(key, value);
		this.fields.add("labels." + key);
		return this;
	}

	/**
	 * Replaces all labels.
	 * @param labels the new labels
	 * @return this update
	 * @throws InvalidArgumentException if a label is not valid
	 */
	public SandboxUpdate replaceLabels(Map<String, String> labels) {
		this.labels.putAll(Labels.require(labels));
		this.fields.removeIf((field) -> field.startsWith("labels."));
		this.fields.add("labels");
		return this;
	}

	/**
	 * Sets one extension.
	 * @param key the key
	 * @param value the data
	 * @return this update
	 * @throws InvalidArgumentException if the key is empty
	 */
	public SandboxUpdate extension(String key, TypedValue value) {
		if (key.isEmpty()) {
			throw InvalidArgumentException.of("extension", key, "the key must not be empty");
		}
		this.extensions.put(key, value);
		this.fields.add("extensions." + key);
		return this;
	}

	/**
	 * Replaces all extensions.
	 * @param extensions the new extensions
	 * @return this update
	 */
	public SandboxUpdate replaceExtensions(Map<String, TypedValue> extensions) {
		this.extensions.putAll(extensions);
		this.fields.removeIf((field) -> field.startsWith("extensions."));
		this.fields.add("extensions");
		return this;
	}

	/**
	 * Sets the specification.
	 * @param spec the specification
	 * @return this update
	 */
	public SandboxUpdate spec(TypedValue spec) {
		this.spec = spec;
		this.fields.add("spec");
		return this;
	}

	/**
	 * Sets the shim.
	 * @param runtime the runtime
	 * @return this update
	 */
	public SandboxUpdate runtime(RuntimeOptions runtime) {
		this.runtime = runtime;
		this.fields.add("runtime");
		return this;
	}

	Set<String> fields() {
		return this.fields;
	}

	SandboxInfo toInfo(String id) {
		return new SandboxInfo(id, this.runtime, this.spec, this.labels, this.extensions, null, null, null);
	}

}
