package io.github.containerd4j.files;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.rpc.RpcClient;

/**
 * The files of one container, running or stopped. Nothing is needed in the container, not
 * even a shell.
 * <p>
 * <b>What is seen.</b> Of a container that runs, or is paused, it is what its first
 * process sees, with volumes and whatever else is mounted there. Of one that does not, it
 * is its snapshot, without volumes; it must not be started while it is written to. All
 * needs Linux, root, and the daemon on this machine; the files are not sent through it.
 * <p>
 * <b>Paths</b> are those of the container, from its root, with or without a slash at the
 * start. Whatever they and the links on the way say ({@code ..}, absolute links, chains
 * of links, links that are exchanged while we look), they do not lead out of it; the
 * links of procfs, such as {@code /proc/1/root}, are not followed at all. A name that is
 * no UTF-8 is text all the same: each byte that does not fit becomes one character from
 * U+DC80 to U+DCFF, and that byte again when the text is used as a path, as in Python's
 * {@code surrogateescape}.
 * <p>
 * <b>Kinds of files.</b> Only plain files are read and written. Devices, FIFOs and
 * sockets are refused without being opened, so that nothing hangs.
 * <p>
 * <b>Owners</b> are numbers as the container has them, also with a user namespace. The
 * files of a stopped container whose owners are mapped by the kernel can be read, and not
 * be written.
 * <p>
 * All methods block, and are safe for use by many threads. An interrupt ends copying with
 * {@link io.github.containerd4j.CancelledException}. Besides what they say, all throw
 * {@link io.github.containerd4j.NotFoundException} if there is no such file or container,
 * {@link io.github.containerd4j.InvalidArgumentException} for a path that is none or has
 * too many links, {@link io.github.containerd4j.PermissionDeniedException} if this
 * process may not, {@link io.github.containerd4j.FailedPreconditionException} if
 * something else than needed has the path, the file system is read-only, or the daemon is
 * known to be on another machine, and
 * {@link io.github.containerd4j.ResourceExhaustedException} if a disk is full.
 *
 * @since 0.1.0
 */
public interface ContainerFiles {

	/**
	 * Asks whether files can be read, written and deleted from here: what pylxd calls
	 * {@code delete_available}. Asks the daemon.
	 * @return {@code false} if the daemon is on another machine, for all that is known,
	 * or this one is no Linux
	 */
	boolean isAvailable();

	/**
	 * Reads a plain file into memory, following links.
	 * @param path the path
	 * @return its content
	 * @throws io.github.containerd4j.ResourceExhaustedException if it has 2 GiB or more
	 */
	byte[] get(String path);

	/**
	 * Copies a plain file to a stream, following links.
	 * @param path the path
	 * @param target gets the content; left open
	 * @return how many bytes it has
	 * @throws java.io.UncheckedIOException if the stream fails
	 */
	long get(String path, OutputStream target);

	/**
	 * Copies a plain file to this machine, following links in the container. The kernel
	 * copies, as for {@code cp}. What is there is replaced when all is copied, but only
	 * if it is a plain file; the new file belongs to this process's user.
	 * @param path the path in the container
	 * @param target the path on this machine
	 * @return how many bytes it has
	 * @throws io.github.containerd4j.InvalidArgumentException if something else than a
	 * plain file is at the target
	 */
	long get(String path, Path target);

	/**
	 * Opens a plain file for reading, following links. It stays readable when it is
	 * deleted or the container stops.
	 * @param path the path
	 * @return its content, to be closed
	 */
	InputStream open(String path);

	/**
	 * Writes a file, with user and group 0 and the mode {@code 0644}; see
	 * {@link #put(String, InputStream, FileOptions)}.
	 * @param path the path
	 * @param content its content
	 */
	default void put(String path, byte[] content) {
		put(path, content, FileOptions.defaults());
	}

	/**
	 * Writes a file; see {@link #put(String, InputStream, FileOptions)}.
	 * @param path the path
	 * @param content its content
	 * @param options owner and permissions
	 */
	void put(String path, byte[] content, FileOptions options);

	/**
	 * Writes a text file in UTF-8, with user and group 0 and the mode {@code 0644}; see
	 * {@link #put(String, InputStream, FileOptions)}.
	 * @param path the path
	 * @param content its content
	 */
	void put(String path, String content);

	/**
	 * Writes a file from a stream, following links. Who reads it meanwhile sees the old
	 * file, if there was one, or the new one, whole and with its owner and mode: it is
	 * written under a name that begins with {@code .containerd4j-} in the same directory,
	 * and renamed. So other hard links of the old file keep the old content. Only where
	 * something is mounted on the file itself, as runtimes do it with {@code /etc/hosts},
	 * its content is overwritten instead. If it fails, the file is as it was; if this JVM
	 * is killed, the other name may be left.
	 * <p>
	 * The directory must exist.
	 * @param path the path
	 * @param content its content, read to the end and left open
	 * @param options owner and permissions
	 * @throws java.io.UncheckedIOException if the stream fails
	 */
	void put(String path, InputStream content, FileOptions options);

	/**
	 * Writes a file from one of this machine. The kernel copies, as for {@code cp};
	 * otherwise as {@link #put(String, InputStream, FileOptions)}.
	 * @param path the path in the container
	 * @param source a plain file of this machine, whose links are followed
	 * @param options owner and permissions, which are not those of the source
	 * @throws io.github.containerd4j.InvalidArgumentException if the source is no plain
	 * file
	 */
	void put(String path, Path source, FileOptions options);

	/**
	 * Lists a directory, following links to it.
	 * @param path the path
	 * @return its entries, in the order of their names; what vanishes meanwhile is left
	 * out
	 */
	List<FileInfo> list(String path);

	/**
	 * Tells about a file, or a link itself.
	 * @param path the path
	 * @return what there is to know
	 */
	FileInfo stat(String path);

	/**
	 * Looks for a file, or a link itself.
	 * @param path the path
	 * @return what there is to know; empty if there is no such file
	 */
	Optional<FileInfo> find(String path);

	/**
	 * Makes a directory, and those on the way to it, with user and group 0 and the mode
	 * {@code 0755}; see {@link #mkdirs(String, FileOptions)}.
	 * @param path the path
	 */
	default void mkdirs(String path) {
		mkdirs(path, FileOptions.defaults());
	}

	/**
	 * Makes a directory, and those on the way to it. Those that exist stay as they are.
	 * @param path the path
	 * @param options owner and permissions of what is made
	 */
	void mkdirs(String path, FileOptions options);

	/**
	 * Deletes a file, an empty directory, or a link itself. What something is mounted on
	 * is refused.
	 * @param path the path
	 */
	void delete(String path);

	/**
	 * Deletes a file, a link itself, or a directory with all that is in it. Links in it
	 * are deleted and not followed. It fails at what something is mounted on, and at more
	 * than 1024 directories in each other. If it fails, some may be deleted.
	 * @param path the path
	 */
	void deleteTree(String path);

	/**
	 * Writes a directory with all that is in it as a tar. Names, owners, modes, times,
	 * links, hard links within the tree, devices, FIFOs, capabilities and access control
	 * lists are kept; the names are relative to the directory, which has no entry itself.
	 * Sockets, and what vanishes meanwhile, are left out. Links are kept and not
	 * followed; what is mounted below is read, but of procfs, sysfs and the like only the
	 * directory is told.
	 * @param path the path of the directory
	 * @param tar gets the tar; flushed and left open
	 * @throws io.github.containerd4j.AbortedException if a file becomes shorter while it
	 * is read
	 * @throws io.github.containerd4j.FailedPreconditionException if the path is in
	 * procfs, sysfs or the like
	 * @throws java.io.UncheckedIOException if the stream fails
	 */
	void getTree(String path, OutputStream tar);

	/**
	 * Copies a directory with all that is in it into one of this machine, over what is
	 * there. The files belong to this process's user; times and permissions are kept, but
	 * not the bits for set-user-id, set-group-id and sticky, nor extended attributes, and
	 * devices are left out. Links are kept as they are, and may lead anywhere when they
	 * are used later; nothing is written outside of the target.
	 * @param path the path of the directory
	 * @param target the directory on this machine, which is made if it is missing
	 * @throws io.github.containerd4j.InvalidArgumentException if something else than a
	 * directory is at the target
	 */
	void getTree(String path, Path target);

	/**
	 * Puts the entries of a tar into a directory, over what is there, with what the
	 * entries say about owners, modes, times and the rest. A directory that is missing is
	 * made. Plain files are replaced as by
	 * {@link #put(String, InputStream, FileOptions)}, and a link where the tar has a
	 * directory as well. If it fails, some entries are there.
	 * @param path the path of the directory
	 * @param tar the tar, not compressed, of any dialect; read to its end mark and a
	 * little further, and left open
	 * @throws io.github.containerd4j.InvalidArgumentException if it is no tar, or has a
	 * name with {@code ..} in it or a sparse file
	 * @throws java.io.UncheckedIOException if the stream fails
	 */
	void putTree(String path, InputStream tar);

	/**
	 * Copies a directory of this machine with all that is in it, over what is there;
	 * otherwise as {@link #putTree(String, InputStream)}.
	 * @param path the path of the directory in the container
	 * @param source the directory on this machine
	 * @param options the owner of all that is put, and the permissions of plain files;
	 * without a mode, those of the source are kept
	 * @throws io.github.containerd4j.InvalidArgumentException if the source is no
	 * directory
	 */
	void putTree(String path, Path source, FileOptions options);

	/**
	 * Makes the files of a container.
	 * @param rpc makes the calls, in one namespace
	 * @param namespace that namespace
	 * @param containerId the container
	 * @return the files
	 */
	static ContainerFiles over(RpcClient rpc, Namespace namespace, String containerId) {
		return new HostContainerFiles(new ContainerRoots(rpc, namespace, containerId));
	}

}
