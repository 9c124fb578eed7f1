package io.github.containerd4j.archive;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;

/**
 * The blobs of an archive by digest: files of it, and documents that were made of its
 * files because the format of docker has none.
 */
final class ArchiveBlobs {

	private final ArchiveSource source;

	private final BlobIngest ingest;

	private final Map<Digest, String> paths = new HashMap<>();

	private final Map<Digest, byte[]> made = new HashMap<>();

	ArchiveBlobs(ArchiveSource source, BlobIngest ingest) {
		this.source = source;
		this.ingest = ingest;
	}

	ArchiveSource source() {
		return this.source;
	}

	ContentStore content() {
		return this.ingest.content();
	}

	/**
	 * Says where a blob lies that is not where an OCI layout has it.
	 */
	void locate(Digest digest, String path) {
		this.paths.put(digest, path);
	}

	/**
	 * Adds a document that the archive has not.
	 */
	Descriptor add(String mediaType, byte[] document) {
		Descriptor descriptor = Descriptor.of(mediaType, document);
		this.made.put(descriptor.digest(), document);
		return descriptor;
	}

	boolean has(Digest digest) {
		return this.made.containsKey(digest) || this.source.has(path(digest));
	}

	boolean isStored(Digest digest) {
		return content().find(digest).isPresent();
	}

	/**
	 * A whole document, from the archive or else from the namespace.
	 * @return the bytes, which have the right size and digest; empty if they are missing
	 */
	Optional<byte[]> read(Descriptor descriptor) {
		Digest digest = descriptor.digest();
		byte[] document = this.made.get(digest);
		if (document != null) {
			return Optional.of(document);
		}
		if (this.source.has(path(digest))) {
			requireSize(descriptor);
			return Optional.of(verified(descriptor, this.source.read(path(digest))));
		}
		return isStored(digest) ? Optional.of(content().readAll(digest, ImageDocuments.MAX_SIZE)) : Optional.empty();
	}

	private static byte[] verified(Descriptor descriptor, byte[] document) {
		// Others than SHA-256 are compared by the daemon, when the document is stored.
		Digest digest = Digest.sha256(document);
		if (descriptor.digest().algorithm().equals(digest.algorithm()) && !descriptor.digest().equals(digest)) {
			throw ImageFormatException.of("image archive entry", ArchivePaths.blob(descriptor.digest()),
					"its digest is " + digest);
		}
		return document;
	}

	/**
	 * Brings a document into the content store, with labels for garbage collection.
	 */
	void store(Descriptor descriptor, byte[] document, Map<String, String> labels) {
		this.ingest.write(path(descriptor.digest()), document, labels);
	}

	/**
	 * Brings a blob of the archive into the content store.
	 */
	void store(Descriptor descriptor) {
		requireSize(descriptor);
		Digest digest = this.source.store(path(descriptor.digest()), descriptor.digest());
		if (!digest.equals(descriptor.digest())) {
			throw ImageFormatException.of("image archive entry", path(descriptor.digest()),
					"its digest is " + digest + ", but the image names " + descriptor.digest());
		}
	}

	private void requireSize(Descriptor descriptor) {
		String path = path(descriptor.digest());
		long size = this.source.size(path);
		if (size != descriptor.size()) {
			throw ImageFormatException.of("image archive entry", path,
					"it has " + size + " bytes, but the image names " + descriptor.size());
		}
	}

	private String path(Digest digest) {
		return this.paths.getOrDefault(digest, ArchivePaths.blob(digest));
	}

}
