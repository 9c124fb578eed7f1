package io.github.containerd4j.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.tar.TarEntry;
import io.github.containerd4j.tar.TarReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what matters of the entries of an archive of images, one after the other.
 */
final class ArchiveReader {

	// An image has at most some hundred blobs.
	private static final int MAX_ENTRIES = 100_000;

	private final TarReader tar;

	private int entries;

	ArchiveReader(InputStream input) {
		this.tar = new TarReader(input, ArchiveReader::broken);
	}

	/**
	 * The next entry; what was left of the one before is skipped.
	 * @return the entry; {@code null} at the end of the archive
	 */
	@Nullable ArchiveEntry next() throws IOException {
		TarEntry entry = this.tar.next();
		if (entry == null) {
			return null;
		}
		if (++this.entries > MAX_ENTRIES) {
			throw broken("it has more than " + MAX_ENTRIES + " entries");
		}
		String path = ArchivePaths.clean(text(entry.name()));
		return new ArchiveEntry(path, kind(entry), this.tar.position(), entry.size(), target(path, entry));
	}

	private static String target(String path, TarEntry entry) {
		return switch (entry.type()) {
			case HARD_LINK -> ArchivePaths.clean(text(entry.link()));
			case SYMBOLIC_LINK -> ArchivePaths.follow(path, text(entry.link()));
			default -> "";
		};
	}

	private static ArchiveEntry.Kind kind(TarEntry entry) {
		return switch (entry.type()) {
			case HARD_LINK, SYMBOLIC_LINK -> ArchiveEntry.Kind.LINK;
			case FILE -> ArchiveEntry.Kind.FILE;
			default -> ArchiveEntry.Kind.OTHER;
		};
	}

	private static String text(String bytes) {
		return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

	/**
	 * The bytes of the current entry.
	 */
	InputStream data() {
		return this.tar.data();
	}

	private static ImageFormatException broken(String reason) {
		return ImageFormatException.of("image archive", null, reason);
	}

}
