package io.github.containerd4j.archive;

import io.github.containerd4j.oci.ImageFormatException;

/**
 * What is refused about the files of an archive.
 */
final class Documents {

	private Documents() {
	}

	static int requireSize(String path, long size) {
		if (size > ArchiveSource.MAX_DOCUMENT) {
			throw ImageFormatException.of("image archive entry", path, "a document of " + size
					+ " bytes is too large, at most " + ArchiveSource.MAX_DOCUMENT + " are read");
		}
		return (int) size;
	}

	static ImageFormatException missing(String path) {
		return ImageFormatException.of("image archive entry", path, "the archive refers to it but does not hold it");
	}

}
