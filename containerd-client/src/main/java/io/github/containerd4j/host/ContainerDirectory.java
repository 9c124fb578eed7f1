package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Identifiers;
import io.github.containerd4j.connection.ContainerdAddress;
import org.jspecify.annotations.Nullable;

/**
 * The directory on this machine with what a container needs beside containerd: logs,
 * files that are mounted into it, the state of its networks. There is one for each
 * daemon, namespace and container. Making this object touches no file.
 * <p>
 * Immutable, and safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ContainerDirectory {

	/** Where the directories of all containers are unless the client says otherwise. */
	public static final Path DEFAULT_ROOT = Path.of("/var/lib/containerd4j");

	// Others may pass through, but not look around: the user of a container must reach
	// the files that are mounted into it, and those that are secret have their own mode.
	private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx--x--x");

	private static final int HASH_BYTES = 8;

	private static final int ATTEMPTS = 10;

	private final Path path;

	private ContainerDirectory(Path path) {
		this.path = path;
	}

	/**
	 * The directory of a container.
	 * @param dataRoot an absolute path
	 * @param address where the daemon of the container listens
	 * @param namespace the namespace
	 * @param containerId the container
	 * @return the directory
	 * @throws io.github.containerd4j.InvalidArgumentException if containerd would refuse
	 * one of the names
	 */
	public static ContainerDirectory of(Path dataRoot, ContainerdAddress address, String namespace,
			String containerId) {
		return new ContainerDirectory(dataRoot.resolve(hash(address.toString()))
			.resolve(Identifiers.require("namespace", namespace))
			.resolve(Identifiers.require("container id", containerId)));
	}

	private static String hash(String address) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

	/**
	 * Where the directory is, whether it exists or not.
	 * @return an absolute path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Where a file in the directory is, whether it exists or not.
	 * @param name the name of the file
	 * @return an absolute path
	 */
	public Path file(String name) {
		return this.path.resolve(name);
	}

	/**
	 * Makes the directory, with mode 0711, if it does not exist.
	 * @return its path
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 * @throws io.github.containerd4j.ContainerdException if the disk refuses it for
	 * another reason
	 */
	public Path create() {
		try {
			return createWithParents();
		}
		catch (IOException ex) {
			throw failed("create", ex);
		}
	}

	private Path createWithParents() throws IOException {
		for (int attempt = 1;; attempt++) {
			try {
				return Files.createDirectories(this.path, PosixFilePermissions.asFileAttribute(MODE));
			}
			catch (NoSuchFileException ex) {
				// Another container, the last one of the namespace, took the parent
				// along.
				if (attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Deletes the directory and all that is in it; links are deleted, not followed. What
	 * does not exist counts as deleted. The directories of namespace and daemon go with
	 * the last one in them.
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 * @throws io.github.containerd4j.ContainerdException if the disk refuses it for
	 * another reason
	 */
	public void delete() {
		try {
			Files.walkFileTree(this.path, new Deletion());
			deleteIfEmpty(this.path.resolveSibling(""));
		}
		catch (NoSuchFileException ex) {
			// There is nothing, or another thread deletes it at this moment.
			return;
		}
		catch (IOException ex) {
			throw failed("delete", ex);
		}
	}

	/**
	 * Moves the directory with all that is in it to the place of another one, at once.
	 * Without effect if it does not exist, or the other one does.
	 * @param target the other directory
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 * @throws io.github.containerd4j.ContainerdException if the disk refuses it for
	 * another reason
	 */
	public void moveTo(ContainerDirectory target) {
		if (Files.notExists(this.path) || Files.exists(target.path)) {
			return;
		}
		try {
			Files.move(this.path, target.path, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw failed("move", ex);
		}
	}

	private static void deleteIfEmpty(Path namespace) throws IOException {
		try {
			Files.deleteIfExists(namespace);
			Files.deleteIfExists(namespace.resolveSibling(""));
		}
		catch (DirectoryNotEmptyException ex) {
			// Others have directories there.
			return;
		}
	}

	private RuntimeException failed(String operation, IOException cause) {
		ErrorCode code = (cause instanceof AccessDeniedException) ? ErrorCode.PERMISSION_DENIED : ErrorCode.UNKNOWN;
		return HostFailures.of(operation, "container directory", this.path.toString(), code,
				String.valueOf(cause.getMessage()), cause);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ContainerDirectory that && this.path.equals(that.path);
	}

	@Override
	public int hashCode() {
		return this.path.hashCode();
	}

	@Override
	public String toString() {
		return "ContainerDirectory[" + this.path + "]";
	}

	private static final class Deletion extends SimpleFileVisitor<Path> {

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
			Files.deleteIfExists(file);
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
			if (failure != null) {
				throw failure;
			}
			Files.deleteIfExists(directory);
			return FileVisitResult.CONTINUE;
		}

	}

}
