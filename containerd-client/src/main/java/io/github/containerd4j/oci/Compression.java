package io.github.containerd4j.oci;

/**
 * How the tar of a layer is compressed.
 *
 * @since 0.1.0
 */
public enum Compression {

	/** Not at all. */
	NONE,

	/** By gzip, RFC 1952. */
	GZIP,

	/** By Zstandard, RFC 8878. */
	ZSTD

}
