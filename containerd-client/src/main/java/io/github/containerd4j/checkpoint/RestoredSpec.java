package io.github.containerd4j.checkpoint;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.spec.RenamedSpec;
import org.jspecify.annotations.Nullable;

/**
 * The runtime spec of a checkpoint for the new container.
 */
final class RestoredSpec {

	private RestoredSpec() {
	}

	/**
	 * Gives the spec to another container.
	 * @param spec the spec
	 * @param checkpoint the name of the checkpoint
	 * @param oldId the old container; if it is not known, the path of the control group
	 * tells
	 * @param newId the new container
	 */
	static TypedValue renamed(TypedValue spec, String checkpoint, @Nullable String oldId, String newId) {
		try {
			return RenamedSpec.of(spec, oldId, newId);
		}
		catch (InvalidArgumentException ex) {
			throw ImageFormatException.of("checkpoint", checkpoint, "the container's spec is no JSON object", ex);
		}
	}

}
