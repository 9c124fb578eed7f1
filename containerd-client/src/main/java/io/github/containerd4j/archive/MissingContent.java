package io.github.containerd4j.archive;

/**
 * What an import does when an archive refers to content that neither the archive nor the
 * namespace has. Layers that are not to be distributed may always be missing.
 *
 * @since 0.1.0
 */
public enum MissingContent {

	/** Any wanted content that is missing makes the import fail. */
	FAIL,

	/**
	 * Images of an index that are missing as a whole are left out, as long as one is
	 * there: an archive that was exported for one platform has the index of all. A
	 * manifest that is there must be complete.
	 */
	SKIP_PLATFORMS,

	/**
	 * Whatever is missing stays missing. An image with missing layers is not unpacked.
	 */
	SKIP_ALL

}
