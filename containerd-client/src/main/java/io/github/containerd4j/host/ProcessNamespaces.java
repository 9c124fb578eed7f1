package io.github.containerd4j.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.containerd4j.spec.LinuxNamespace;
import org.jspecify.annotations.Nullable;

/**
 * The open namespaces of a process. They stay those of that process when its id is given
 * to another one. A thread that has joined them cannot go back and has to end.
 *
 * @since 0.1.0
 */
public final class ProcessNamespaces implements AutoCloseable {

	private static final Path PROC = Path.of("/proc");

	private static final int NONE = -1;

	private final List<Opened> opened = new ArrayList<>();

	private int root = NONE;

	private ProcessNamespaces() {
	}

	/**
	 * Opens namespaces of a process.
	 * @param pid the process; it is for the caller to make sure, afterwards, that it is
	 * still the one that is meant
	 * @param kinds which of them: network, IPC, UTS, cgroup and mount namespaces can be
	 * joined by a thread
	 * @return the namespaces, to be closed unless a thread has been given them
	 * @throws io.github.containerd4j.NotFoundException if the process is gone
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 * look at that one
	 * @throws IllegalArgumentException for another kind
	 */
	public static ProcessNamespaces open(long pid, Collection<LinuxNamespace.Kind> kinds) {
		return open(Long.toString(pid), kinds);
	}

	static ProcessNamespaces ofThisProcess(Collection<LinuxNamespace.Kind> kinds) {
		return open("self", kinds);
	}

	private static ProcessNamespaces open(String process, Collection<LinuxNamespace.Kind> kinds) {
		ProcessNamespaces namespaces = new ProcessNamespaces();
		try {
			Path directory = PROC.resolve(process);
			for (JoinedNamespace namespace : kinds.stream().map(JoinedNamespace::of).sorted().toList()) {
				namespaces.open(directory, namespace);
			}
			return namespaces;
		}
		catch (SystemCallException ex) {
			namespaces.close();
			throw HostFailures.of("open the namespaces of", "process", process, ex);
		}
		catch (RuntimeException ex) {
			namespaces.close();
			throw ex;
		}
	}

	private void open(Path process, JoinedNamespace namespace) throws SystemCallException {
		Kernel kernel = Kernel.get();
		int flags = Kernel.READ_ONLY | Kernel.CLOSE_ON_EXEC;
		this.opened.add(new Opened(namespace, kernel.open(process.resolve("ns").resolve(namespace.file()), flags)));
		if (namespace == JoinedNamespace.MOUNT) {
			this.root = kernel.open(process.resolve("root"), Kernel.PATH_ONLY | Kernel.CLOSE_ON_EXEC);
		}
	}

	/**
	 * Moves the calling thread for good.
	 */
	void join() throws SystemCallException {
		Kernel kernel = Kernel.get();
		if (this.root != NONE) {
			kernel.unshare(Kernel.CLONE_FS);
		}
		for (Opened namespace : this.opened) {
			kernel.setNamespace(namespace.descriptor(), namespace.kind().flag());
		}
		if (this.root != NONE) {
			// The root of the namespace need not be that of the process.
			kernel.changeDirectory(this.root);
			kernel.changeRoot(Path.of("."));
		}
	}

	/**
	 * Closes the files of the namespaces. Closing twice has no effect.
	 */
	@Override
	public void close() {
		this.opened.forEach((namespace) -> close(namespace.descriptor()));
		this.opened.clear();
		close(this.root);
		this.root = NONE;
	}

	private static void close(int descriptor) {
		if (descriptor == NONE) {
			return;
		}
		try {
			Kernel.get().close(descriptor);
		}
		catch (SystemCallException ex) {
			// It is closed for all that Linux says.
		}
	}

	/**
	 * An open namespace.
	 *
	 * @param kind the kind of namespace
	 * @param descriptor the file
	 */
	private record Opened(JoinedNamespace kind, int descriptor) {
	}

	/**
	 * The kinds that a thread among others can join, in the order in which it does.
	 */
	private enum JoinedNamespace {

		NETWORK("net", 0x40000000),

		IPC("ipc", 0x08000000),

		UTS("uts", 0x04000000),

		CGROUP("cgroup", 0x02000000),

		MOUNT("mnt", 0x00020000);

		private final String file;

		private final int flag;

		JoinedNamespace(String file, int flag) {
			this.file = file;
			this.flag = flag;
		}

		static JoinedNamespace of(LinuxNamespace.Kind kind) {
			return valueOf(kind.name());
		}

		String file() {
			return this.file;
		}

		int flag() {
			return this.flag;
		}

	}

}
