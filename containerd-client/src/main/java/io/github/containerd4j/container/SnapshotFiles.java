package io.github.containerd4j.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.host.HostMounts;
import io.github.containerd4j.host.MountedDirectory;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.spec.RootFiles;
import org.jspecify.annotations.Nullable;

/**
 * The files of a snapshot, which is mounted when the first one is read.
 */
final class SnapshotFiles implements RootFiles, AutoCloseable {

	// Whoever made the image decides how large its files are.
	private static final int LIMIT = 16 * 1024 * 1024;

	private final HostMounts hostMounts;

	private final List<Mount> mounts;

	private @Nullable MountedDirectory root;

	SnapshotFiles(HostMounts hostMounts, List<Mount> mounts) {
		this.hostMounts = hostMounts;
		this.mounts = mounts.stream().map(Mount::withoutOwnerMapping).toList();
	}

	@Override
	public List<String> readLines(String path) {
		if (this.root == null) {
			this.root = this.hostMounts.mountReadOnly(this.mounts);
		}
		Path file = this.root.resolve(path);
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			// A FIFO, say, would block for ever.
			return List.of();
		}
		try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
			byte[] content = stream.readNBytes(LIMIT + 1);
			if (content.length > LIMIT) {
				throw InvalidArgumentException.of("file of the image", path, "it has more than 16 MiB");
			}
			return new String(content, StandardCharsets.UTF_8).lines().toList();
		}
		catch (NoSuchFileException ex) {
			return List.of();
		}
		catch (IOException ex) {
			throw InvalidArgumentException.of("file of the image", path, "it cannot be read: " + ex);
		}
	}

	@Override
	public void close() {
		if (this.root != null) {
			this.root.close();
		}
	}

}
