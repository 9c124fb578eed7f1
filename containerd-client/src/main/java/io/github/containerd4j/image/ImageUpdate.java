package io.github.containerd4j.image;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.content.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * The changes to an image's record. Only what is named here changes; the name cannot. Not
 * safe for use by many threads.
 * <p>
 * Source: {@code metadata/images.go} of containerd 1.6 and 2.1, which knows exactly these
 * fields.
 *
 * @since 0.1.0
 */
public final class ImageUpdate {

	private static final String TARGET = "target";

	private static final String ANNOTATIONS = "annotations";

	private final Map<String, String> labels = new LinkedHashMap<>();

	private final Map<String, String> annotations = new LinkedHashMap<>();

	private final Set<String> paths = new LinkedHashSet<>();

	private @Nullable Descriptor target;

	private ImageUpdate() {
	}

	/**
	 * Starts with no change.
	 * @return the update
	 */
	public static ImageUpdate create() {
		return new ImageUpdate();
	}

	/**
	 * Sets one label.
	 * @param key the key
	 * @param value the value; an empty one removes the label
	 * @return this update
	 * @throws InvalidArgumentException if the label is not valid
	 */
	public ImageUpdate label(String key, String value) {
		Labels.require(key, value);
		this.labels.put(key, value);
		this.paths.add("labels." + key);
		return this;
	}

	/**
	 * Replaces all labels; what this update said of labels before is dropped.
	 * @param labels the new labels
	 * @return this update
	 * @throws InvalidArgumentException if a label is not valid
	 */
	public ImageUpdate replaceLabels(Map<String, String> labels) {
		Map<String, String> checked = Labels.require(labels);
		this.labels.clear();
		this.labels.putAll(checked);
		this.paths.removeIf((path) -> path.startsWith("labels."));
		this.paths.add("labels");
		return this;
	}

	/**
	 * Lets the name stand for something else. Brings its own annotations.
	 * @param target the index or manifest, with a media type and a size above 0
	 * @return this update
	 * @throws InvalidArgumentException if containerd would refuse it, or this update
	 * changes annotations of the old target
	 */
	public ImageUpdate target(Descriptor target) {
		requireEither(this.annotations.isEmpty());
		this.target = ImageMapper.checkedTarget(target);
		this.paths.add(TARGET);
		return this;
	}

	/**
	 * Sets one annotation of the target.
	 * @param key the key
	 * @param value the value; an empty one removes the annotation
	 * @return this update
	 * @throws InvalidArgumentException if the key is empty, or this update changes the
	 * target as a whole
	 */
	public ImageUpdate annotation(String key, String value) {
		requireEither(this.target == null);
		if (key.isEmpty()) {
			throw InvalidArgumentException.of("annotation", key, "the key must not be empty");
		}
		this.annotations.put(key, value);
		this.paths.add(ANNOTATIONS + "." + key);
		return this;
	}

	/**
	 * Replaces all annotations of the target; what this update said of annotations before
	 * is dropped.
	 * @param annotations the new annotations
	 * @return this update
	 * @throws InvalidArgumentException if this update changes the target as a whole
	 */
	public ImageUpdate replaceAnnotations(Map<String, String> annotations) {
		requireEither(this.target == null);
		this.annotations.clear();
		this.annotations.putAll(annotations);
		this.paths.removeIf((path) -> path.startsWith(ANNOTATIONS + "."));
		this.paths.add(ANNOTATIONS);
		return this;
	}

	private static void requireEither(boolean either) {
		if (!either) {
			throw InvalidArgumentException.of("image update", null,
					"it changes the target as a whole or its annotations, not both: a new target brings its own");
		}
	}

	Map<String, String> labels() {
		return this.labels;
	}

	Map<String, String> annotations() {
		return this.annotations;
	}

	Set<String> paths() {
		return this.paths;
	}

	@Nullable Descriptor target() {
		return this.target;
	}

}
