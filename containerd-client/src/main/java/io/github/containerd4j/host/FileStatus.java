package io.github.containerd4j.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * What the kernel tells about a file.
 *
 * @param mode type and permissions, as stat(2) packs them
 * @param user the number of its owner, as this machine counts
 * @param group the number of its group, as this machine counts
 * @param size how many bytes it has
 * @param modifiedAt when its content was last changed
 * @param device the file system, by the kernel's number
 * @param inode the number in the file system
 * @param links how many names it has
 * @param specialMajor the major number, if it is a device
 * @param specialMinor the minor number, if it is a device
 * @param mount the mount that it was reached through, by the kernel's number; 0 if the
 * kernel does not tell, before Linux 5.8
 * @since 0.1.0
 */
public record FileStatus(int mode, long user, long group, long size, Instant modifiedAt, long device, long inode,
		long links, int specialMajor, int specialMinor, long mount) {

	/** The bits of the mode that tell the type. */
	public static final int TYPE = 0170000;

	/** A plain file, see {@link #type()}. */
	public static final int FILE = 0100000;

	/** A directory, see {@link #type()}. */
	public static final int DIRECTORY = 0040000;

	/** A symbolic link, see {@link #type()}. */
	public static final int SYMBOLIC_LINK = 0120000;

	/** A FIFO, see {@link #type()}. */
	public static final int FIFO = 0010000;

	/** A socket, see {@link #type()}. */
	public static final int SOCKET = 0140000;

	/** A device of characters, see {@link #type()}. */
	public static final int CHARACTER_DEVICE = 0020000;

	/** A device of blocks, see {@link #type()}. */
	public static final int BLOCK_DEVICE = 0060000;

	/** The permissions, with the bits for set-user-id, set-group-id and sticky. */
	public static final int PERMISSIONS = 07777;

	// statx(2): the answer has the number of the mount.
	private static final int HAS_MOUNT = 0x1000;

	/**
	 * The answer of statx(2).
	 */
	static FileStatus parse(byte[] answer) {
		ByteBuffer buffer = ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder());
		Instant modifiedAt = Instant.ofEpochSecond(buffer.getLong(112), buffer.getInt(120));
		long device = Integer.toUnsignedLong(buffer.getInt(136)) << Integer.SIZE
				| Integer.toUnsignedLong(buffer.getInt(140));
		return new FileStatus(Short.toUnsignedInt(buffer.getShort(28)), Integer.toUnsignedLong(buffer.getInt(20)),
				Integer.toUnsignedLong(buffer.getInt(24)), buffer.getLong(40), modifiedAt, device, buffer.getLong(32),
				Integer.toUnsignedLong(buffer.getInt(16)), buffer.getInt(128), buffer.getInt(132),
				((buffer.getInt(0) & HAS_MOUNT) != 0) ? buffer.getLong(144) : 0);
	}

	/**
	 * What it is.
	 * @return one of the constants, such as {@link #DIRECTORY}
	 */
	public int type() {
		return this.mode & TYPE;
	}

	/**
	 * Who may do what.
	 * @return the bits of {@link #PERMISSIONS}
	 */
	public int permissions() {
		return this.mode & PERMISSIONS;
	}

	/**
	 * Whether it is a directory.
	 * @return whether it is
	 */
	public boolean isDirectory() {
		return type() == DIRECTORY;
	}

	/**
	 * Whether it is a plain file.
	 * @return whether it is
	 */
	public boolean isFile() {
		return type() == FILE;
	}

	/**
	 * Whether it is a symbolic link.
	 * @return whether it is
	 */
	public boolean isSymbolicLink() {
		return type() == SYMBOLIC_LINK;
	}

	/**
	 * Whether two files were reached through the same mount; if not, something is mounted
	 * between them. The kernel would release a mount of another mount namespace together
	 * with the file that it is mounted on.
	 * @param other the other answer
	 * @return whether they were; before Linux 5.8, whether they are on the same file
	 * system
	 */
	public boolean isSameMount(FileStatus other) {
		return this.mount == other.mount && this.device == other.device;
	}

	/**
	 * Whether two answers are about the same file.
	 * @param other the other answer
	 * @return whether they are
	 */
	public boolean isSameFile(FileStatus other) {
		return this.device == other.device && this.inode == other.inode;
	}

}
