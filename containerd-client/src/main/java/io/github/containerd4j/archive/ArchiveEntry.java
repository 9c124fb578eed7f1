package io.github.containerd4j.archive;

/**
 * An entry of an archive.
 *
 * @param path the clean path
 * @param kind what it is
 * @param offset where its data begin in the archive, in bytes
 * @param size how many bytes it has
 * @param target the clean path that a link leads to; empty if it is none
 */
record ArchiveEntry(String path, Kind kind, long offset, long size, String target) {

	/**
	 * What matters of an entry in an archive of images.
	 */
	enum Kind {

		/** A plain file. */
		FILE,

		/** A symbolic or a hard link. */
		LINK,

		/** A directory, a device, a sparse file: nothing that an image is made of. */
		OTHER

	}

}
