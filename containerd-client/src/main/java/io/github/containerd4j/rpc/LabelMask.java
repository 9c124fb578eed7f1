package io.github.containerd4j.rpc;

import java.util.Map;

import com.google.protobuf.FieldMask;
import io.github.containerd4j.InvalidArgumentException;

/**
 * The field masks of updates that change labels only.
 *
 * @since 0.1.0
 */
public final class LabelMask {

	private static final FieldMask ALL = FieldMask.newBuilder().addPaths("labels").build();

	private LabelMask() {
	}

	/**
	 * Names all labels as a whole: they are replaced.
	 * @return the mask
	 */
	public static FieldMask all() {
		return ALL;
	}

	/**
	 * Names single labels: others stay as they are.
	 * @param labels the labels to set, at least one; an empty mask would mean "replace
	 * everything"
	 * @return the mask
	 * @throws InvalidArgumentException if there is no label
	 */
	public static FieldMask of(Map<String, String> labels) {
		if (labels.isEmpty()) {
			throw InvalidArgumentException.of("label update", null, "it names no label");
		}
		FieldMask.Builder mask = FieldMask.newBuilder();
		labels.keySet().forEach((key) -> mask.addPaths("labels." + key));
		return mask.build();
	}

}
