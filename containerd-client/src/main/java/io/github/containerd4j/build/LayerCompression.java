package io.github.containerd4j.build;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.oci.MediaTypes;

/**
 * How new layers are compressed. The same input gives the same bytes, whatever the number
 * of processors; another version of zlib or Zstandard may give others, which changes the
 * digest of the layer but not its diff id.
 *
 * @param kind the format
 * @param level how hard to try: 1 to 9 for gzip, 1 to 22 for Zstandard; 0 for none
 * @since 0.1.0
 */
public record LayerCompression(Compression kind, int level) {

	private static final int GZIP_DEFAULT = 6;

	private static final int GZIP_HIGHEST = 9;

	private static final int ZSTD_DEFAULT = 3;

	private static final int ZSTD_HIGHEST = 22;

	/**
	 * Checks the level.
	 * @param kind the format
	 * @param level how hard to try
	 * @throws InvalidArgumentException if the format has no such level
	 */
	public LayerCompression {
		int lowest = (kind == Compression.NONE) ? 0 : 1;
		int highest = switch (kind) {
			case NONE -> 0;
			case GZIP -> GZIP_HIGHEST;
			case ZSTD -> ZSTD_HIGHEST;
		};
		if (level < lowest || level > highest) {
			throw InvalidArgumentException.of("compression level", Integer.toString(level),
					"%s has %d to %d".formatted(kind, lowest, highest));
		}
	}

	/**
	 * No compression: the fastest to write, for images that stay on this machine.
	 * @return the compression
	 */
	public static LayerCompression none() {
		return new LayerCompression(Compression.NONE, 0);
	}

	/**
	 * gzip at level 6, which every tool reads.
	 * @return the compression
	 */
	public static LayerCompression gzip() {
		return gzip(GZIP_DEFAULT);
	}

	/**
	 * gzip.
	 * @param level from 1, the fastest, to 9, the smallest
	 * @return the compression
	 * @throws InvalidArgumentException if there is no such level
	 */
	public static LayerCompression gzip(int level) {
		return new LayerCompression(Compression.GZIP, level);
	}

	/**
	 * Zstandard at level 3: smaller and several times as fast as gzip. Docker reads it
	 * from version 23 on.
	 * @return the compression
	 */
	public static LayerCompression zstd() {
		return zstd(ZSTD_DEFAULT);
	}

	/**
	 * Zstandard.
	 * @param level from 1, the fastest, to 22, the smallest
	 * @return the compression
	 * @throws InvalidArgumentException if there is no such level
	 */
	public static LayerCompression zstd(int level) {
		return new LayerCompression(Compression.ZSTD, level);
	}

	String mediaType() {
		return mediaType(this.kind);
	}

	static String mediaType(Compression kind) {
		return switch (kind) {
			case NONE -> MediaTypes.OCI_LAYER;
			case GZIP -> MediaTypes.OCI_LAYER_GZIP;
			case ZSTD -> MediaTypes.OCI_LAYER_ZSTD;
		};
	}

}
