package io.github.containerd4j.task;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.host.HostProcesses;
import io.github.containerd4j.spec.RootFiles;
import org.jspecify.annotations.Nullable;

/**
 * The files that a running process of a container sees.
 */
final class ProcessFiles implements RootFiles {

	// Whoever runs in the container decides how large its files are.
	private static final int LIMIT = 16 * 1024 * 1024;

	private final Task task;

	private final HostProcesses host;

	ProcessFiles(Task task, HostProcesses host) {
		this.task = task;
		this.host = host;
	}

	@Override
	public List<String> readLines(String path) {
		if (!this.host.areVisible()) {
			throw failed(path, "the daemon is not on this machine, so use numbers for user and group", null);
		}
		try {
			Path file = this.host.resolve(this.task.refresh().pid(), path);
			// A FIFO, say, would block for ever.
			return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? read(path, file) : List.of();
		}
		catch (IOException ex) {
			throw failed(path, "it cannot be read (" + ex + "), so use numbers for user and group", ex);
		}
	}

	private List<String> read(String path, Path file) throws IOException {
		try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
			byte[] content = stream.readNBytes(LIMIT + 1);
			if (content.length > LIMIT) {
				throw failed(path, "it has more than 16 MiB", null);
			}
			return new String(content, StandardCharsets.UTF_8).lines().toList();
		}
	}

	private FailedPreconditionException failed(String path, String reason, @Nullable Exception cause) {
		Failure failure = new Failure("read", "file of container \"" + this.task.containerId() + "\"", path, null,
				ErrorCode.FAILED_PRECONDITION);
		return new FailedPreconditionException(failure.describe() + ": " + reason, failure, cause);
	}

}
