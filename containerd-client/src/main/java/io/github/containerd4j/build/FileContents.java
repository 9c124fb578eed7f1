package io.github.containerd4j.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.github.containerd4j.tar.TarWriter;

/**
 * Copies the contents of files, and notices when one changes meanwhile.
 */
final class FileContents {

	private static final int BUFFER = 128 * 1024;

	private final TarWriter tar;

	private final byte[] buffer = new byte[BUFFER];

	FileContents(TarWriter tar) {
		this.tar = tar;
	}

	void write(Path path, UnixFile file) throws IOException {
		try (InputStream input = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
			copy(path, input, file.size());
			if (!file.isUnchanged(UnixFile.read(path))) {
				throw TreeChangedException.of(path, "changed", null);
			}
		}
		catch (NoSuchFileException ex) {
			throw TreeChangedException.of(path, "vanished", ex);
		}
	}

	private void copy(Path path, InputStream input, long size) throws IOException {
		long left = size;
		while (left > 0) {
			int count = input.read(this.buffer, 0, (int) Math.min(left, BUFFER));
			if (count < 0) {
				throw TreeChangedException.of(path, "shrank", null);
			}
			this.tar.write(this.buffer, 0, count);
			left -= count;
		}
		if (input.read(this.buffer, 0, 1) >= 0) {
			throw TreeChangedException.of(path, "grew", null);
		}
	}

}
