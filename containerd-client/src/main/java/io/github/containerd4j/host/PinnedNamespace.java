package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.containerd4j.ErrorCode;

/**
 * A Linux namespace that lives on when its last process has ended, because it is mounted
 * on a file. Making this object touches nothing.
 * <p>
 * Immutable, and safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class PinnedNamespace {

	// mount(2)
	private static final long BIND = 4096;

	// unshare(2)
	private static final int CLONE_NEWNET = 0x40000000;

	private static final Path OWN_NETWORK = Path.of("/proc/thread-self/ns/net");

	private static final String KIND = "namespace";

	private final Path file;

	private PinnedNamespace(Path file) {
		this.file = file;
	}

	/**
	 * A namespace that is, or shall be, mounted on a file.
	 * @param file the file; its directory must exist
	 * @return the namespace
	 */
	public static PinnedNamespace at(Path file) {
		return new PinnedNamespace(file);
	}

	/**
	 * Where the namespace is mounted.
	 * @return the file, which can be used like one of {@code /proc/<pid>/ns}
	 */
	public Path file() {
		return this.file;
	}

	/**
	 * Mounts a namespace. What was mounted on the file before is released.
	 * @param namespace the file of the namespace, such as {@code /proc/1234/ns/net}
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 * @throws io.github.containerd4j.NotFoundException if the namespace is gone
	 */
	public void pin(Path namespace) {
		pin(namespace.toString(), () -> mount(namespace));
	}

	/**
	 * Mounts a new network namespace, with nothing in it but a loopback interface that is
	 * down. What was mounted on the file before is released.
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 */
	public void pinNewNetwork() {
		pin("new network", () -> OwnThread.run("containerd-netns", () -> {
			Kernel.get().unshare(CLONE_NEWNET);
			mount(OWN_NETWORK);
		}));
	}

	private void mount(Path namespace) throws SystemCallException {
		Kernel.get().mount(namespace.toString(), this.file, null, BIND, null);
	}

	private void pin(String what, OwnThread.Action action) {
		release();
		try {
			Files.createFile(this.file);
			action.run();
		}
		catch (FileAlreadyExistsException ex) {
			throw HostFailures.of("pin", KIND, this.file.toString(), ErrorCode.ABORTED,
					"another thread or process does the same", ex);
		}
		catch (IOException ex) {
			throw HostFailures.of("pin", KIND, this.file.toString(), ErrorCode.UNKNOWN, ex.toString(), ex);
		}
		catch (SystemCallException ex) {
			release();
			throw HostFailures.of("pin", KIND, what, ex);
		}
	}

	/**
	 * Whether a namespace is mounted. It is not any more when the machine was started
	 * again.
	 * @return {@code true} if one is
	 */
	public boolean isPinned() {
		try {
			return Files.exists(this.file) && MountTable.below(this.file.toRealPath()).size() > 0;
		}
		catch (IOException ex) {
			throw HostFailures.of("read", KIND, this.file.toString(), ErrorCode.UNKNOWN, ex.toString(), ex);
		}
	}

	/**
	 * Whether a file leads to the namespace that is mounted.
	 * @param namespace the file of a namespace
	 * @return {@code true} if it is the same; {@code false} also if one of them is gone
	 */
	public boolean is(Path namespace) {
		try {
			return Files.isSameFile(this.file, namespace);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Releases the namespace, which ends with the last process in it, and removes the
	 * file. What is released already stays so.
	 */
	public void release() {
		try {
			while (isPinned()) {
				Kernel.get().unmount(this.file, Kernel.DETACH | Kernel.NO_FOLLOW);
			}
			Files.deleteIfExists(this.file);
		}
		catch (SystemCallException ex) {
			throw HostFailures.of("release", KIND, this.file.toString(), ex);
		}
		catch (IOException ex) {
			throw HostFailures.of("release", KIND, this.file.toString(), ErrorCode.UNKNOWN, ex.toString(), ex);
		}
	}

	@Override
	public String toString() {
		return "PinnedNamespace[" + this.file + "]";
	}

}
