package io.github.containerd4j.archive;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.Compression;
import org.jspecify.annotations.Nullable;

/**
 * A tar that can be read only once: what might be needed goes into the content store at
 * once, and garbage collection takes what was not.
 */
final class StreamSource implements ArchiveSource {

	// What docker writes besides the image itself, for versions older than 1.10.
	private static final Set<String> LEGACY = Set.of("repositories", "VERSION", "json");

	private static final Set<String> DOCUMENTS = Set.of(ArchivePaths.LAYOUT, ArchivePaths.INDEX,
			ArchivePaths.DOCKER_MANIFEST);

	private final BlobIngest ingest;

	private final Map<String, Stored> files = new HashMap<>();

	private final Map<String, byte[]> documents = new HashMap<>();

	private final Links links = new Links();

	private StreamSource(BlobIngest ingest) {
		this.ingest = ingest;
	}

	static StreamSource drain(ArchiveReader reader, BlobIngest ingest) throws IOException {
		StreamSource source = new StreamSource(ingest);
		ArchiveEntry entry = reader.next();
		while (entry != null) {
			source.add(entry, reader);
			entry = reader.next();
		}
		return source;
	}

	private void add(ArchiveEntry entry, ArchiveReader reader) throws IOException {
		switch (entry.kind()) {
			case FILE -> addFile(entry, reader);
			case LINK -> this.links.add(entry);
			case OTHER -> {
				// Directories, devices and the like are no part of an image.
			}
		}
	}

	private void addFile(ArchiveEntry entry, ArchiveReader reader) throws IOException {
		String path = entry.path();
		if (DOCUMENTS.contains(path)) {
			int size = Documents.requireSize(path, entry.size());
			this.documents.put(path, reader.data().readNBytes(size));
		}
		else if (!LEGACY.contains(path.substring(path.lastIndexOf('/') + 1))) {
			PushbackInputStream data = new PushbackInputStream(reader.data(), Compressed.MAGIC);
			Compression compression = Compressed.sniff(Compressed.peek(data));
			Digest expected = ArchivePaths.digest(path).orElse(null);
			Digest digest = this.ingest.write(path, data, entry.size(), expected);
			this.files.put(path, new Stored(digest, entry.size(), compression));
		}
	}

	@Override
	public boolean has(String path) {
		String file = this.links.follow(path);
		return this.documents.containsKey(file) || this.files.containsKey(file);
	}

	@Override
	public long size(String path) {
		return stored(path).size();
	}

	@Override
	public Compression compression(String path) {
		return stored(path).compression();
	}

	@Override
	public byte[] read(String path) {
		byte[] document = this.documents.get(this.links.follow(path));
		if (document != null) {
			return document;
		}
		Stored file = stored(path);
		Documents.requireSize(path, file.size());
		return this.ingest.content().readAll(file.digest(), MAX_DOCUMENT);
	}

	@Override
	public Digest store(String path, @Nullable Digest expected) {
		return stored(path).digest();
	}

	private Stored stored(String path) {
		Stored file = this.files.get(this.links.follow(path));
		if (file == null) {
			throw Documents.missing(path);
		}
		return file;
	}

	private record Stored(Digest digest, long size, Compression compression) {
	}

}
