package io.github.containerd4j.archive;

/**
 * Which images of an archive are named by their digest, {@code PREFIX@DIGEST}.
 *
 * @since 0.1.0
 */
public enum DigestNames {

	/** None. */
	NEVER,

	/** Those that the archive gives no name. */
	UNNAMED,

	/** All of them, besides the names that the archive gives. */
	ALWAYS

}
