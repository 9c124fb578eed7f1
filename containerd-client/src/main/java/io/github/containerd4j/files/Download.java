package io.github.containerd4j.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.PathBytes;
import io.github.containerd4j.host.SystemCallException;

/**
 * Reads single files of a container.
 */
final class Download {

	// The longest array that every JVM makes.
	private static final int LONGEST = Integer.MAX_VALUE - 8;

	private static final int BUFFER = 128 * 1024;

	// Of which the umask is taken, as for any new file.
	private static final int TARGET_MODE = 0666;

	private final FilesRoot root;

	private final FileFailures failures;

	Download(FilesRoot root, FileFailures failures) {
		this.root = root;
		this.failures = failures;
	}

	byte[] bytes(FilePath path) throws SystemCallException, IOException {
		try (OpenFile file = this.root.findFile(path, this.failures)) {
			requireFits(file.status().size());
			try (InputStream input = Files.newInputStream(file.path())) {
				byte[] bytes = input.readNBytes(LONGEST);
				if (input.read() >= 0) {
					requireFits(Long.MAX_VALUE);
				}
				return bytes;
			}
		}
	}

	private void requireFits(long size) {
		if (size > LONGEST) {
			throw this.failures.of(ErrorCode.RESOURCE_EXHAUSTED,
					"it does not fit into an array; copy it to a stream or a file");
		}
	}

	InputStream open(FilePath path) throws SystemCallException, IOException {
		try (OpenFile file = this.root.findFile(path, this.failures)) {
			return Files.newInputStream(file.path());
		}
	}

	long copy(FilePath path, OutputStream target) throws SystemCallException, IOException {
		try (InputStream input = open(path)) {
			byte[] bytes = new byte[BUFFER];
			long copied = 0;
			for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
				write(target, bytes, count);
				copied += count;
			}
			return copied;
		}
	}

	private static void write(OutputStream target, byte[] bytes, int count) {
		try {
			target.write(bytes, 0, count);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	long copy(FilePath path, Path target) throws SystemCallException, IOException {
		try (OpenFile source = this.root.findFile(path, this.failures); Place place = target(target)) {
			AtomicLong copied = new AtomicLong();
			new Replacement(place, this.failures).write(TARGET_MODE,
					(file) -> copied.set(new FileCopy(this.failures).copy(source, file)));
			return copied.get();
		}
	}

	/**
	 * Where a file of this machine is, or will be.
	 */
	private static Place target(Path target) throws SystemCallException, IOException {
		Path path = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
		Path directory = path.getParent();
		Path name = path.getFileName();
		if (directory == null || name == null || (Files.exists(path) && !Files.isRegularFile(path))) {
			throw InvalidArgumentException.of("target", target.toString(), "it is something else than a plain file");
		}
		return new Place(OpenFile.directory(directory), PathBytes.of(name));
	}

}
