package io.github.containerd4j.container;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.rootfs.OwnLabels;
import org.jspecify.annotations.Nullable;

/**
 * The changes to a container's record. Only what is named here changes; runtime and
 * snapshotter of a container cannot. Not safe for use by many threads.
 * <p>
 * Source: {@code metadata/containers.go} of containerd 1.6 and 2.1, which knows exactly
 * these fields, the snapshot's key under the name {@code snapshotkey}.
 *
 * @since 0.1.0
 */
public final class ContainerUpdate {

	private static final String LABELS = "labels";

	private final Map<String, String> labels = new LinkedHashMap<>();

	private final Map<String, TypedValue> extensions = new LinkedHashMap<>();

	private final Set<String> paths = new LinkedHashSet<>();

	private @Nullable String image;

	private @Nullable TypedValue spec;

	private @Nullable String snapshotKey;

	private ContainerUpdate() {
	}

	/**
	 * Starts with no change.
	 * @return the update
	 */
	public static ContainerUpdate create() {
		return new ContainerUpdate();
	}

	/**
	 * Sets one label.
	 * @param key the key
	 * @param value the value; an empty one removes the label
	 * @return this update
	 * @throws InvalidArgumentException if the label is not valid
	 */
	public ContainerUpdate label(String key, String value) {
		Labels.require(key, value);
		this.labels.put(key, value);
		this.paths.add("labels." + key);
		return this;
	}

	/**
	 * Sets several labels, as {@link #label(String, String)} does.
	 * @param labels the labels; those with an empty value are removed
	 * @return this update
	 * @throws InvalidArgumentException if a label is not valid
	 */
	public ContainerUpdate labels(Map<String, String> labels) {
		labels.forEach(this::label);
		return this;
	}

	/**
	 * Replaces all labels; what this update said of labels before is dropped. Labels by
	 * which this client keeps the container's snapshots stay.
	 * @param labels the new labels
	 * @return this update
	 * @throws InvalidArgumentException if a label is not valid
	 */
	public ContainerUpdate replaceLabels(Map<String, String> labels) {
		Map<String, String> checked = Labels.require(labels);
		this.labels.clear();
		this.labels.putAll(checked);
		this.paths.removeIf((path) -> path.startsWith("labels."));
		this.paths.add(LABELS);
		return this;
	}

	/**
	 * Sets the runtime spec. A running task keeps the one it was started with.
	 * @param spec the spec
	 * @return this update
	 */
	public ContainerUpdate spec(TypedValue spec) {
		this.spec = spec;
		this.paths.add("spec");
		return this;
	}

	/**
	 * Records another image name.
	 * @param image the name
	 * @return this update
	 */
	public ContainerUpdate image(String image) {
		this.image = image;
		this.paths.add("image");
		return this;
	}

	/**
	 * Names another snapshot as the root file system.
	 * @param key the key of the snapshot
	 * @return this update
	 */
	public ContainerUpdate snapshotKey(String key) {
		this.snapshotKey = key;
		this.paths.add("snapshotkey");
		return this;
	}

	/**
	 * Sets one extension. containerd cannot remove it again.
	 * @param key the key
	 * @param value the data
	 * @return this update
	 * @throws InvalidArgumentException if the key is empty
	 */
	public ContainerUpdate extension(String key, TypedValue value) {
		if (key.isEmpty()) {
			throw InvalidArgumentException.of("extension", key, "the key must not be empty");
		}
		this.extensions.put(key, value);
		this.paths.add("extensions." + key);
		return this;
	}

	boolean replacesLabels() {
		return this.paths.contains(LABELS);
	}

	/**
	 * The same changes, label by label.
	 * @param current the labels that there are
	 */
	ContainerUpdate sparing(Map<String, String> current) {
		ContainerUpdate update = new ContainerUpdate();
		update.extensions.putAll(this.extensions);
		update.paths.addAll(this.paths);
		update.paths.remove(LABELS);
		update.image = this.image;
		update.spec = this.spec;
		update.snapshotKey = this.snapshotKey;
		OwnLabels.removedFrom(current).keySet().forEach((key) -> update.label(key, ""));
		OwnLabels.removedFrom(this.labels).forEach(update::label);
		return update;
	}

	Map<String, String> labels() {
		return this.labels;
	}

	Map<String, TypedValue> extensions() {
		return this.extensions;
	}

	Set<String> paths() {
		return this.paths;
	}

	@Nullable String image() {
		return this.image;
	}

	@Nullable TypedValue spec() {
		return this.spec;
	}

	@Nullable String snapshotKey() {
		return this.snapshotKey;
	}

}
