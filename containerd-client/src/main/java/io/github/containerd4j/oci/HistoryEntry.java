package io.github.containerd4j.oci;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One step in the making of an image.
 * <p>
 * Source: property {@code history} in {@code config.md} of the OCI image specification.
 *
 * @param created when the step was taken; {@code null} if it is not told
 * @param createdBy the command; empty if it is not told
 * @param author who took the step; empty if it is not told
 * @param comment a remark; empty for none
 * @param emptyLayer whether the step made no layer
 * @since 0.1.0
 */
public record HistoryEntry(@Nullable Instant created, String createdBy, String author, String comment,
		boolean emptyLayer) {

	/**
	 * A step that made a layer.
	 * @param created when the step was taken; {@code null} if that shall not be told
	 * @param createdBy the command or program that made the layer
	 * @return the step
	 */
	public static HistoryEntry layer(@Nullable Instant created, String createdBy) {
		return new HistoryEntry(created, createdBy, "", "", false);
	}

}
