package io.github.containerd4j.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private directory (mode 0700) for the FIFOs of one process. Whoever has it closes it,
 * which removes it with all FIFOs. What a killed JVM left behind is removed at the next
 * use of the same parent, unless somebody still reads from a FIFO in it: the shim of a
 * task that lives on does, see {@link #isHeld}.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class FifoDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FifoDirectory.class);

	/** The bits of a file's mode that tell its type, S_IFMT of inode(7). */
	public static final int TYPE_MASK = 0170000;

	/** The type of a FIFO in a file's mode, S_IFIFO of inode(7). */
	public static final int TYPE = 0010000;

	private static final int OWNER_ONLY = 0600;

	private static final FileAttribute<Set<PosixFilePermission>> PASSABLE = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));

	private final Path path;

	private final Queue<Path> fifos = new ConcurrentLinkedQueue<>();

	private FifoDirectory(Path path) {
		this.path = path;
	}

	/**
	 * Where FIFO directories go unless something else is wanted.
	 * @return {@code /run/containerd4j/fifo} where {@code /run} may be written to, which
	 * root may; else {@code containerd4j/fifo} below {@code XDG_RUNTIME_DIR}, else below
	 * Java's directory for temporary files
	 */
	public static Path defaultParent() {
		Path run = Path.of("/run");
		if (Files.isWritable(run)) {
			return run.resolve("containerd4j/fifo");
		}
		String user = System.getenv("XDG_RUNTIME_DIR");
		Path base = (user != null && !user.isEmpty()) ? Path.of(user) : Path.of(System.getProperty("java.io.tmpdir"));
		return base.resolve("containerd4j/fifo");
	}

	/**
	 * Makes a directory. Removes what killed processes left in the parent, at most once a
	 * minute.
	 * @param parent where; is made too if it is missing
	 * @return the directory, to be closed
	 * @throws UncheckedIOException if it cannot be made
	 */
	public static FifoDirectory create(Path parent) {
		try {
			Path realParent = realParent(parent);
			StaleFifos.removeFrom(realParent);
			// The JDK makes it with the mode 700.
			return new FifoDirectory(
					Files.createTempDirectory(realParent, DirectoryOwner.current().prefix(StaleFifos.KIND)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot make a directory for FIFOs in " + parent, ex);
		}
	}

	private static Path realParent(Path parent) throws IOException {
		if (!Files.isDirectory(parent)) {
			Files.createDirectories(parent, PASSABLE);
		}
		return parent.toRealPath();
	}

	/**
	 * Whether somebody has a FIFO open for reading. containerd's shim keeps the read ends
	 * of all FIFOs of a process open until the process has ended and its output has been
	 * copied ({@code cmd/containerd-shim-runc-v2/process/io.go}).
	 * @param fifo the FIFO
	 * @return whether it has a reader; {@code false} if it does not exist
	 * @throws io.github.containerd4j.ContainerdException if that cannot be told
	 */
	public static boolean isHeld(Path fifo) {
		Kernel kernel = Kernel.get();
		try {
			// A FIFO without a reader refuses a writer that does not wait.
			kernel.close(kernel.open(fifo, Kernel.WRITE_ONLY | Kernel.NON_BLOCKING | Kernel.CLOSE_ON_EXEC));
			return true;
		}
		catch (SystemCallException ex) {
			if (ex.errno() == Errno.ENXIO.number() || ex.errno() == Errno.ENOENT.number()) {
				return false;
			}
			throw HostFailures.of("open", "FIFO", fifo.toString(), ex);
		}
	}

	/**
	 * The directory.
	 * @return its absolute path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Makes a FIFO that only this user (and root) may open.
	 * @param name its name
	 * @return its path
	 * @throws io.github.containerd4j.ContainerdException if it cannot be made
	 */
	public Path fifo(String name) {
		Path fifo = this.path.resolve(name);
		try {
			Kernel.get().makeFifo(fifo, OWNER_ONLY);
			this.fifos.add(fifo);
			return fifo;
		}
		catch (SystemCallException ex) {
			throw HostFailures.of("mkfifo", "FIFO", fifo.toString(), ex);
		}
	}

	/**
	 * Removes the directory with its FIFOs. Who has one open keeps it. A second call does
	 * nothing; a failure is logged.
	 */
	@Override
	public void close() {
		try {
			for (Path fifo : this.fifos) {
				Files.deleteIfExists(fifo);
			}
			Files.deleteIfExists(this.path);
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the FIFOs in {}", this.path, ex);
		}
	}

	/**
	 * Leaves the directory to the process that uses it, to be removed by a later use of
	 * the same parent, when that process has ended.
	 */
	public void leave() {
		StaleFifos.leave(this.path);
	}

	/**
	 * Removes a FIFO directory that was made here or by another process of this library,
	 * if nobody reads from its FIFOs any more; else it is removed by a later use of the
	 * same parent, when that is so. Other directories are not touched.
	 * @param directory the directory
	 */
	public static void leave(Path directory) {
		StaleFifos.leave(directory);
	}

	static void remove(Path directory) throws IOException {
		if (!Files.exists(directory)) {
			return;
		}
		try (DirectoryStream<Path> fifos = Files.newDirectoryStream(directory)) {
			for (Path fifo : fifos) {
				Files.deleteIfExists(fifo);
			}
		}
		Files.deleteIfExists(directory);
	}

}
