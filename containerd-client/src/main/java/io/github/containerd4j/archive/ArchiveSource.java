package io.github.containerd4j.archive;

import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.Compression;
import org.jspecify.annotations.Nullable;

/**
 * The files of an archive that is being imported. Paths are clean; links are followed.
 */
interface ArchiveSource {

	// Of containerd: more than any index has, and still harmless in memory.
	int MAX_DOCUMENT = 20 * 1024 * 1024;

	boolean has(String path);

	/**
	 * The size of a file in bytes.
	 */
	long size(String path);

	/**
	 * How a file is compressed, going by its first bytes.
	 */
	Compression compression(String path);

	/**
	 * A whole document.
	 * @throws io.github.containerd4j.oci.ImageFormatException if it is missing or larger
	 * than {@link #MAX_DOCUMENT}
	 */
	byte[] read(String path);

	/**
	 * Brings a file into the content store, unless it is there already.
	 * @param path the path
	 * @param expected the digest that it must have; {@code null} if none is known
	 * @return the digest
	 */
	Digest store(String path, @Nullable Digest expected);

}
