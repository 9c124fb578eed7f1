package io.github.containerd4j.host;

/**
 * The system calls about files that Java has not: those that begin at an open directory,
 * so that nobody can exchange what lies before it. Names and paths are the bytes that the
 * kernel has, with a zero at the end.
 */
interface FileKernel {

	/** AT_FDCWD: the working directory. */
	int WORKING_DIRECTORY = -100;

	/** AT_SYMLINK_NOFOLLOW: a link itself. */
	int NO_FOLLOW = 0x100;

	/** AT_REMOVEDIR of unlinkat(2). */
	int REMOVE_DIRECTORY = 0x200;

	/** AT_SYMLINK_FOLLOW of linkat(2). */
	int FOLLOW = 0x400;

	/** AT_EMPTY_PATH: what the descriptor itself stands for. */
	int EMPTY_PATH = 0x1000;

	/** How many bytes statx(2) fills. */
	int STATUS_SIZE = 256;

	/**
	 * See openat2(2), of Linux 5.6. Links, absolute ones too, and {@code ..} do not lead
	 * out of the root; the links of procfs to whatever a process has are not followed.
	 * @param root the descriptor of a directory
	 * @param path the path in it
	 * @param flags how it is opened
	 * @return the descriptor
	 */
	int openInRoot(int root, byte[] path, int flags) throws SystemCallException;

	/**
	 * See openat(2).
	 * @param directory the descriptor of a directory, or {@link #WORKING_DIRECTORY}
	 * @param name a name in it, or a path
	 * @param flags how it is opened
	 * @param mode the mode of a new file, of which the umask is taken
	 * @return the descriptor
	 */
	int openAt(int directory, byte[] name, int flags, int mode) throws SystemCallException;

	/**
	 * See close(2).
	 * @param descriptor the descriptor
	 */
	void close(int descriptor) throws SystemCallException;

	/**
	 * See statx(2), of Linux 4.11.
	 * @param directory the descriptor of a directory, or of the file itself
	 * @param name a name in it; empty with {@link #EMPTY_PATH}
	 * @param flags of the kind AT
	 * @param result where the answer goes
	 */
	void status(int directory, byte[] name, int flags, byte[] result) throws SystemCallException;

	/**
	 * See getdents64(2).
	 * @param directory the descriptor of a directory
	 * @param buffer where the records go
	 * @return how many bytes are used; 0 at the end
	 */
	int readDirectory(int directory, byte[] buffer) throws SystemCallException;

	/**
	 * See readlinkat(2).
	 * @param link the descriptor of a symbolic link
	 * @param target where its text goes
	 * @return how many bytes it has, cut at those of the buffer
	 */
	int readLink(int link, byte[] target) throws SystemCallException;

	/**
	 * See mkdirat(2).
	 * @param directory the descriptor of a directory
	 * @param name a name in it
	 * @param mode the mode, of which the umask is taken
	 */
	void makeDirectory(int directory, byte[] name, int mode) throws SystemCallException;

	/**
	 * See mknodat(2).
	 * @param directory the descriptor of a directory
	 * @param name a name in it
	 * @param mode type and mode, of which the umask is taken
	 * @param device the number of a device
	 */
	void makeNode(int directory, byte[] name, int mode, long device) throws SystemCallException;

	/**
	 * See symlinkat(2).
	 * @param target the text of the link
	 * @param directory the descriptor of a directory
	 * @param name a name in it
	 */
	void makeSymbolicLink(byte[] target, int directory, byte[] name) throws SystemCallException;

	/**
	 * See linkat(2).
	 * @param path the path of a file from the working directory
	 * @param directory the descriptor of a directory
	 * @param name the new name in it
	 * @param flags of the kind AT
	 */
	void link(byte[] path, int directory, byte[] name, int flags) throws SystemCallException;

	/**
	 * See unlinkat(2).
	 * @param directory the descriptor of a directory
	 * @param name a name in it
	 * @param flags 0, or {@link #REMOVE_DIRECTORY}
	 */
	void remove(int directory, byte[] name, int flags) throws SystemCallException;

	/**
	 * See renameat(2).
	 * @param directory the descriptor of a directory
	 * @param name a name in it
	 * @param newName the new name, which is replaced
	 */
	void rename(int directory, byte[] name, byte[] newName) throws SystemCallException;

	/**
	 * See fchownat(2).
	 * @param directory the descriptor of a directory, or of the file itself
	 * @param name a name in it; empty with {@link #EMPTY_PATH}
	 * @param user the user, unsigned
	 * @param group the group, unsigned
	 * @param flags of the kind AT
	 */
	void changeOwner(int directory, byte[] name, int user, int group, int flags) throws SystemCallException;

	/**
	 * See fstatfs(2).
	 * @param descriptor an open file, which may be one that is only held
	 * @return the type of its file system
	 */
	long fileSystem(int descriptor) throws SystemCallException;

	/**
	 * See chmod(2).
	 * @param path a path from the working directory, whose links are followed
	 * @param mode the permissions
	 */
	void changeMode(byte[] path, int mode) throws SystemCallException;

	/**
	 * See utimensat(2).
	 * @param directory the descriptor of a directory
	 * @param name a name in it
	 * @param times seconds and nanoseconds of the last access and of the last change
	 * @param flags of the kind AT
	 */
	void setTimes(int directory, byte[] name, long[] times, int flags) throws SystemCallException;

	/**
	 * See copy_file_range(2), of Linux 4.5: copies from where one file is to where the
	 * other is, and advances both.
	 * @param source the descriptor of a file
	 * @param target the descriptor of another
	 * @param limit how many bytes at most
	 * @return how many bytes were copied; 0 at the end
	 */
	long copy(int source, int target, long limit) throws SystemCallException;

	/**
	 * See flistxattr(2).
	 * @param descriptor an open file
	 * @param names where the names go; empty to ask for the length
	 * @return how many bytes they take
	 */
	int listAttributes(int descriptor, byte[] names) throws SystemCallException;

	/**
	 * See fgetxattr(2).
	 * @param descriptor an open file
	 * @param name the name
	 * @param value where the value goes; empty to ask for the length
	 * @return how many bytes it takes
	 */
	int readAttribute(int descriptor, byte[] name, byte[] value) throws SystemCallException;

	/**
	 * See fsetxattr(2).
	 * @param descriptor an open file
	 * @param name the name
	 * @param value the value
	 */
	void setAttribute(int descriptor, byte[] name, byte[] value) throws SystemCallException;

	/**
	 * The kernel of this machine.
	 * @return the one implementation
	 */
	static FileKernel get() {
		return JnaFileKernel.INSTANCE;
	}

}
