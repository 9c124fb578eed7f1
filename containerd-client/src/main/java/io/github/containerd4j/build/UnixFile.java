package io.github.containerd4j.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import io.github.containerd4j.tar.Owner;
import io.github.containerd4j.tar.TarEntry;
import org.jspecify.annotations.Nullable;

/**
 * What lstat(2) tells about a file.
 */
record UnixFile(int mode, Owner owner, Instant modifiedAt, long size, long device, long inode, long links,
		long special) {

	private static final String ATTRIBUTES = "unix:mode,uid,gid,lastModifiedTime,size,dev,ino,nlink,rdev";

	private static final int TYPE = 0170000;

	private static final int SOCKET = 0140000;

	private static final int SYMBOLIC_LINK = 0120000;

	private static final int FILE = 0100000;

	private static final int BLOCK_DEVICE = 0060000;

	private static final int DIRECTORY = 0040000;

	private static final int CHARACTER_DEVICE = 0020000;

	private static final int FIFO = 0010000;

	/**
	 * Reads what there is about a file, without following it if it is a link.
	 */
	static UnixFile read(Path path) throws IOException {
		Map<String, Object> values = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
		Owner owner = new Owner(unsigned(values, "uid"), unsigned(values, "gid"));
		return new UnixFile((int) unsigned(values, "mode"), owner,
				value(values, "lastModifiedTime", FileTime.class).toInstant(), value(values, "size", Long.class),
				value(values, "dev", Long.class), value(values, "ino", Long.class), unsigned(values, "nlink"),
				value(values, "rdev", Long.class));
	}

	private static long unsigned(Map<String, Object> values, String name) {
		return Integer.toUnsignedLong(value(values, name, Integer.class));
	}

	private static <T> T value(Map<String, Object> values, String name, Class<T> type) {
		return type.cast(Objects.requireNonNull(values.get(name), name));
	}

	/**
	 * What the file is.
	 * @return the type; {@code null} for what no image can hold, a socket
	 */
	TarEntry.@Nullable Type type() {
		return switch (this.mode & TYPE) {
			case FILE -> TarEntry.Type.FILE;
			case DIRECTORY -> TarEntry.Type.DIRECTORY;
			case SYMBOLIC_LINK -> TarEntry.Type.SYMBOLIC_LINK;
			case BLOCK_DEVICE -> TarEntry.Type.BLOCK_DEVICE;
			case CHARACTER_DEVICE -> TarEntry.Type.CHARACTER_DEVICE;
			case FIFO -> TarEntry.Type.FIFO;
			case SOCKET -> null;
			default -> throw new IllegalStateException("mode " + Integer.toOctalString(this.mode));
		};
	}

	boolean isDirectory() {
		return (this.mode & TYPE) == DIRECTORY;
	}

	int permissions() {
		return this.mode & TarEntry.PERMISSIONS;
	}

	boolean isDevice() {
		return (this.mode & TYPE) == BLOCK_DEVICE || (this.mode & TYPE) == CHARACTER_DEVICE;
	}

	boolean hasOtherNames() {
		return !isDirectory() && this.links > 1;
	}

	Identity identity() {
		return new Identity(this.device, this.inode);
	}

	/**
	 * Whether it is the same file with the same content as far as one can tell.
	 */
	boolean isUnchanged(UnixFile later) {
		return this.mode == later.mode && this.size == later.size && identity().equals(later.identity())
				&& this.modifiedAt.equals(later.modifiedAt);
	}

	/**
	 * Names a file in all file systems.
	 */
	record Identity(long device, long inode) {

	}

}
