package io.github.containerd4j.diff;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.github.containerd4j.Labels;
import org.jspecify.annotations.Nullable;

/**
 * How a layer is made. Immutable.
 *
 * @param mediaType the media type of the layer; {@code null} for the daemon's default,
 * {@link #OCI_LAYER_GZIP}
 * @param ref the name of the ingest that the layer is written to; {@code null} for one of
 * the daemon's choice
 * @param labels labels for the new blob
 * @param sourceDateEpoch the latest time of files in the layer, so that it can be made
 * again byte by byte; {@code null} to keep the times. Daemons before containerd 1.7
 * ignore it
 * @since 0.1.0
 */
public record DiffOptions(@Nullable String mediaType, @Nullable String ref, Map<String, String> labels,
		@Nullable Instant sourceDateEpoch) {

	/** The media type of a plain tar. */
	public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";

	/** The media type of a tar compressed with gzip. */
	public static final String OCI_LAYER_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";

	/**
	 * The media type of a tar compressed with zstd, which containerd makes from 1.7.29
	 * and 2.0 on.
	 */
	public static final String OCI_LAYER_ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";

	private static final DiffOptions NONE = new DiffOptions(null, null, Map.of(), null);

	/**
	 * Checks the labels.
	 * @param mediaType the media type
	 * @param ref the name of the ingest
	 * @param labels the labels
	 * @param sourceDateEpoch the latest time of files
	 * @throws io.github.containerd4j.InvalidArgumentException if a label is not valid
	 */
	public DiffOptions {
		labels = Labels.require(labels);
	}

	/**
	 * All that the daemon chooses by default.
	 * @return the options
	 */
	public static DiffOptions none() {
		return NONE;
	}

	/**
	 * A copy with a media type.
	 * @param mediaType the media type
	 * @return the copy
	 */
	public DiffOptions withMediaType(String mediaType) {
		return new DiffOptions(mediaType, this.ref, this.labels, this.sourceDateEpoch);
	}

	/**
	 * A copy with the name of an ingest.
	 * @param ref the name
	 * @return the copy
	 */
	public DiffOptions withRef(String ref) {
		return new DiffOptions(this.mediaType, ref, this.labels, this.sourceDateEpoch);
	}

	/**
	 * A copy with one label more.
	 * @param key the key
	 * @param value the value
	 * @return the copy
	 */
	public DiffOptions withLabel(String key, String value) {
		Map<String, String> all = new HashMap<>(this.labels);
		all.put(key, value);
		return new DiffOptions(this.mediaType, this.ref, all, this.sourceDateEpoch);
	}

	/**
	 * A copy with the latest time of files.
	 * @param time the time
	 * @return the copy
	 */
	public DiffOptions withSourceDateEpoch(Instant time) {
		return new DiffOptions(this.mediaType, this.ref, this.labels, time);
	}

}
