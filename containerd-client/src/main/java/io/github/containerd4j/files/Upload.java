package io.github.containerd4j.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;

/**
 * Writes single files into a container.
 */
final class Upload {

	private final FilesRoot root;

	private final FileFailures failures;

	private final FileCopy copy;

	Upload(FilesRoot root, FileFailures failures) {
		this.root = root;
		this.failures = failures;
		this.copy = new FileCopy(failures);
	}

	void write(FilePath path, InputStream content, FileOptions options) throws SystemCallException, IOException {
		write(path, options, (file) -> this.copy.copy(content, file));
	}

	void write(FilePath path, Path source, FileOptions options) throws SystemCallException, IOException {
		try (OpenFile content = source(source)) {
			write(path, options, (file) -> this.copy.copy(content, file));
		}
	}

	private static OpenFile source(Path path) throws SystemCallException {
		try (OpenFile found = OpenFile.of(path)) {
			if (!found.status().isFile()) {
				throw InvalidArgumentException.of("source", path.toString(), "it is no plain file");
			}
			return found.forReading();
		}
	}

	private void write(FilePath path, FileOptions options, Replacement.Content content)
			throws SystemCallException, IOException {
		long user = this.root.owners().userOnHost(options.user());
		long group = this.root.owners().groupOnHost(options.group());
		try (Place place = this.root.placeBehindLinks(path, this.failures)) {
			new Replacement(place, this.failures).write((file) -> {
				content.writeTo(file);
				file.changeOwner(user, group);
				file.changeMode(options.fileMode());
			});
		}
	}

}
