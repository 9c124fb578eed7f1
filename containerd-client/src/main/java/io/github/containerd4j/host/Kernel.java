package io.github.containerd4j.host;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The system calls that Java has not. The one door to native code, so that another
 * implementation can stand behind it.
 */
interface Kernel {

	/** Bytes of the text that mount(2) takes, with the zero at its end: a page. */
	int MOUNT_DATA_LIMIT = 4096;

	/** CLONE_FS of unshare(2): the working directory of a thread is its own. */
	int CLONE_FS = 0x200;

	/** MNT_DETACH of umount2(2): out of sight now, gone with its last user. */
	int DETACH = 2;

	/** UMOUNT_NOFOLLOW of umount2(2): a symbolic link is not followed. */
	int NO_FOLLOW = 8;

	/** O_RDONLY of open(2). */
	int READ_ONLY = 0;

	/** O_PATH of open(2): a place in the tree of files, not for its contents. */
	int PATH_ONLY = 0x200000;

	/** O_WRONLY of open(2). */
	int WRITE_ONLY = 1;

	/** O_NONBLOCK of open(2). */
	int NON_BLOCKING = 0x800;

	/** O_CLOEXEC of open(2). */
	int CLOSE_ON_EXEC = 0x80000;

	/**
	 * See mount(2).
	 * @param source what is mounted
	 * @param target where
	 * @param type the file system; {@code null} where the flags make it meaningless
	 * @param flags the flags
	 * @param data the options of the file system; {@code null} for none
	 */
	void mount(String source, Path target, @Nullable String type, long flags, @Nullable String data)
			throws SystemCallException;

	/**
	 * See umount2(2).
	 * @param target the mount point
	 * @param flags the flags
	 */
	void unmount(Path target, int flags) throws SystemCallException;

	/**
	 * See unshare(2).
	 * @param flags what the calling thread shall have for itself
	 */
	void unshare(int flags) throws SystemCallException;

	/**
	 * See setns(2).
	 * @param descriptor the file of the namespace
	 * @param type the kind of namespace, as a flag of clone(2)
	 */
	void setNamespace(int descriptor, int type) throws SystemCallException;

	/**
	 * See fchdir(2). For a thread with a working directory of its own.
	 * @param descriptor the new working directory
	 */
	void changeDirectory(int descriptor) throws SystemCallException;

	/**
	 * See chroot(2). For a thread with a root of its own.
	 * @param directory the new root
	 */
	void changeRoot(Path directory) throws SystemCallException;

	/**
	 * See write(2).
	 * @param descriptor what {@link #open} returned
	 * @param bytes what is written
	 * @return how many bytes were written
	 */
	int write(int descriptor, byte[] bytes) throws SystemCallException;

	/**
	 * See chdir(2). For a thread with a working directory of its own.
	 * @param directory the new working directory
	 */
	void changeDirectory(Path directory) throws SystemCallException;

	/**
	 * See llistxattr(2).
	 * @param path the bytes of the path and a zero
	 * @param names where the names go, each ended by a zero; empty to ask for the length
	 * @return how many bytes the names take; more than there is room for, if there is
	 * none
	 */
	int listAttributes(byte[] path, byte[] names) throws SystemCallException;

	/**
	 * See lgetxattr(2).
	 * @param path the bytes of the path and a zero
	 * @param name the name of the attribute
	 * @param value where the value goes; empty to ask for the length
	 * @return how many bytes the value takes; more than there is room for, if there is
	 * none
	 */
	int readAttribute(byte[] path, String name, byte[] value) throws SystemCallException;

	/**
	 * See mkfifo(3).
	 * @param path where
	 * @param mode who may open it
	 */
	void makeFifo(Path path, int mode) throws SystemCallException;

	/**
	 * See open(2).
	 * @param path the file
	 * @param flags how it is opened; it is not created
	 * @return the descriptor
	 */
	int open(Path path, int flags) throws SystemCallException;

	/**
	 * See close(2).
	 * @param descriptor what {@link #open} returned
	 */
	void close(int descriptor) throws SystemCallException;

	/**
	 * Loads a library into this process for good.
	 * @param name the name of its file, such as {@code libnss_files.so.2}
	 * @return whether there is such a library
	 */
	boolean load(String name);

	/**
	 * The kernel of this machine.
	 * @return the one implementation
	 */
	static Kernel get() {
		return JnaKernel.INSTANCE;
	}

}
