package io.github.containerd4j.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.host.ContainerDirectory;
import io.github.containerd4j.oci.ImageFormatException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dump unpacked into the new container's own directory on this machine, for as long as
 * the restore takes. The daemon can unpack it too, but never removes its copy.
 */
final class StagedDump implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(StagedDump.class);

	private static final String NAME = "restore";

	private final ContainerDirectory directory;

	private StagedDump(ContainerDirectory directory) {
		this.directory = directory;
	}

	static StagedDump unpack(Namespace namespace, Descriptor dump, String containerId) {
		StagedDump staged = new StagedDump(namespace.containerDirectory(containerId));
		try (InputStream blob = namespace.content().open(dump.digest());
				TarArchiveInputStream tar = new TarArchiveInputStream(blob)) {
			staged.write(tar);
			return staged;
		}
		catch (IOException ex) {
			staged.close();
			Failure failure = new Failure("unpack", "dump", dump.digest().toString(), namespace.name(),
					ErrorCode.UNKNOWN);
			throw new ContainerdException(failure.describe() + " to " + staged.path() + ": " + ex.getMessage(), failure,
					ex);
		}
		catch (RuntimeException | Error ex) {
			staged.close();
			throw ex;
		}
	}

	Path path() {
		return this.directory.file(NAME);
	}

	private void write(TarArchiveInputStream tar) throws IOException {
		this.directory.create();
		// Memory holds secrets.
		Files.createDirectory(path(),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
			write(tar, entry);
		}
	}

	private void write(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
		Path target = path().resolve(entry.getName()).normalize();
		if (!target.startsWith(path())) {
			throw ImageFormatException.of("dump", entry.getName(), "the name leads out of the dump");
		}
		if (entry.isDirectory()) {
			Files.createDirectories(target);
		}
		else if (entry.isFile()) {
			Files.createDirectories(target.resolveSibling(""));
			Files.copy(tar, target);
		}
		else {
			throw ImageFormatException.of("dump", entry.getName(), "it is neither a file nor a directory");
		}
	}

	/**
	 * Removes the dump, and the directory around it unless something else is in it, such
	 * as a log.
	 */
	@Override
	public void close() {
		try (Stream<Path> tree = Files.exists(path()) ? Files.walk(path()) : Stream.empty()) {
			for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
			Files.deleteIfExists(this.directory.path());
		}
		catch (DirectoryNotEmptyException ex) {
			logger.trace("The directory {} is in use", this.directory, ex);
		}
		catch (IOException | UncheckedIOException ex) {
			logger.warn("Cannot remove the dump in {}", path(), ex);
		}
	}

}
