package io.github.containerd4j.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.oci.ImageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A tar that lies in a file. Only the headers are read first; then what is needed, in the
 * order in which it is needed.
 */
final class FileSource implements ArchiveSource {

	private final FileChannel channel;

	private final BlobIngest ingest;

	private final Map<String, ArchiveEntry> files = new HashMap<>();

	private final Links links = new Links();

	private FileSource(FileChannel channel, BlobIngest ingest) {
		this.channel = channel;
		this.ingest = ingest;
	}

	static FileSource scan(FileChannel channel, BlobIngest ingest) throws IOException {
		FileSource source = new FileSource(channel, ingest);
		ArchiveReader reader = new ArchiveReader(new ChannelInput(channel, 0, channel.size()));
		ArchiveEntry entry = reader.next();
		while (entry != null) {
			source.add(entry);
			entry = reader.next();
		}
		return source;
	}

	private void add(ArchiveEntry entry) {
		switch (entry.kind()) {
			case FILE -> this.files.put(entry.path(), entry);
			case LINK -> this.links.add(entry);
			case OTHER -> {
				// Directories, devices and the like are no part of an image.
			}
		}
	}

	@Override
	public boolean has(String path) {
		return this.files.containsKey(this.links.follow(path));
	}

	@Override
	public long size(String path) {
		return file(path).size();
	}

	@Override
	public Compression compression(String path) {
		ArchiveEntry file = file(path);
		return Compressed.sniff(read(file, Math.min(file.size(), Compressed.MAGIC)));
	}

	@Override
	public byte[] read(String path) {
		ArchiveEntry file = file(path);
		return read(file, Documents.requireSize(path, file.size()));
	}

	private byte[] read(ArchiveEntry file, long size) {
		try {
			byte[] bytes = new ChannelInput(this.channel, file.offset(), size).readAllBytes();
			if (bytes.length < size) {
				throw ImageFormatException.of("image archive entry", file.path(), "the archive became shorter");
			}
			return bytes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public Digest store(String path, @Nullable Digest expected) {
		ArchiveEntry file = file(path);
		ChannelInput data = new ChannelInput(this.channel, file.offset(), file.size());
		return this.ingest.write(file.path(), data, file.size(), expected);
	}

	private ArchiveEntry file(String path) {
		ArchiveEntry file = this.files.get(this.links.follow(path));
		if (file == null) {
			throw Documents.missing(path);
		}
		return file;
	}

}
