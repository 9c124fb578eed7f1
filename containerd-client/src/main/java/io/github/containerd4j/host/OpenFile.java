package io.github.containerd4j.host;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file or directory that is held by the kernel, so that it stays the same whatever
 * others rename or exchange. What it does with a name is about an entry of this directory
 * and follows no link; names are single ones, as the bytes that the kernel has.
 * <p>
 * For one thread at a time. Closing twice has no effect.
 *
 * @since 0.1.0
 */
public final class OpenFile implements AutoCloseable {

	// Of open(2), the same on every processor.
	private static final int WRITE_ONLY = 1;

	private static final int READ_WRITE = 2;

	private static final int CREATE = 0100;

	private static final int EXCLUSIVE = 0200;

	private static final int NO_TERMINAL = 0400;

	private static final int TRUNCATE = 01000;

	private static final int NON_BLOCKING = 04000;

	private static final int CLOSE_ON_EXEC = 02000000;

	static final int PATH = 010000000 | CLOSE_ON_EXEC;

	private static final int PRIVATE = 0600;

	private static final int ENTRIES_SIZE = 32 * 1024;

	private static final int LINK_SIZE = 4096;

	// utimensat(2): a time that stays.
	private static final long OMIT = (1L << 30) - 2;

	private static final byte[] NOTHING = new byte[1];

	private final FileKernel kernel;

	private final int descriptor;

	private final AtomicBoolean closed = new AtomicBoolean();

	OpenFile(FileKernel kernel, int descriptor) {
		this.kernel = kernel;
		this.descriptor = descriptor;
	}

	/**
	 * Holds a file of this machine.
	 * @param path its path, whose links are followed
	 * @return the file, to be closed
	 * @throws SystemCallException if there is none, or this process may not
	 */
	public static OpenFile of(Path path) throws SystemCallException {
		FileKernel kernel = FileKernel.get();
		int descriptor = kernel.openAt(FileKernel.WORKING_DIRECTORY, terminated(PathBytes.of(path)), PATH, 0);
		return new OpenFile(kernel, descriptor);
	}

	/**
	 * Opens a directory of this machine.
	 * @param path its path, whose links are followed
	 * @return the directory, to be closed
	 * @throws SystemCallException if there is none, or this process may not
	 */
	public static OpenFile directory(Path path) throws SystemCallException {
		FileKernel kernel = FileKernel.get();
		int descriptor = kernel.openAt(FileKernel.WORKING_DIRECTORY, terminated(PathBytes.of(path)),
				PATH | Architecture.directory(), 0);
		return new OpenFile(kernel, descriptor);
	}

	int descriptor() {
		if (this.closed.get()) {
			throw new IllegalStateException("the file is closed");
		}
		return this.descriptor;
	}

	/**
	 * A path by which this process, and no other, gets at the file until it is closed.
	 * Opening it follows nothing but what is held.
	 * @return the path, in procfs
	 */
	public Path path() {
		return Path.of("/proc/self/fd/" + descriptor());
	}

	/**
	 * Reads what the kernel tells about the file.
	 * @return the answer
	 * @throws SystemCallException if the file system fails
	 */
	public FileStatus status() throws SystemCallException {
		byte[] answer = new byte[FileKernel.STATUS_SIZE];
		this.kernel.status(descriptor(), NOTHING, FileKernel.EMPTY_PATH, answer);
		return FileStatus.parse(answer);
	}

	/**
	 * Whether what is held belongs to a file system that stores nothing and shows what
	 * the kernel knows, such as procfs, sysfs and control groups.
	 * @return whether it does
	 * @throws SystemCallException if the file system fails
	 */
	public boolean isVirtual() throws SystemCallException {
		return VirtualFileSystems.contain(this.kernel.fileSystem(descriptor()));
	}

	/**
	 * Reads what the kernel tells about an entry of this directory.
	 * @param name its name
	 * @return the answer
	 * @throws SystemCallException if there is none, or this is no directory
	 */
	public FileStatus status(byte[] name) throws SystemCallException {
		byte[] answer = new byte[FileKernel.STATUS_SIZE];
		this.kernel.status(descriptor(), component(name), FileKernel.NO_FOLLOW, answer);
		return FileStatus.parse(answer);
	}

	/**
	 * Holds an entry of this directory, without opening it: no device notices.
	 * @param name its name
	 * @return the entry, to be closed
	 * @throws SystemCallException if there is none, or this is no directory
	 */
	public OpenFile find(byte[] name) throws SystemCallException {
		int flags = PATH | Architecture.noFollow();
		return new OpenFile(this.kernel, this.kernel.openAt(descriptor(), component(name), flags, 0));
	}

	/**
	 * Holds this directory once more.
	 */
	OpenFile again() throws SystemCallException {
		int flags = PATH | Architecture.directory();
		return new OpenFile(this.kernel, this.kernel.openAt(descriptor(), new byte[] { '.', 0 }, flags, 0));
	}

	/**
	 * Follows a link of procfs, which leads out of its directory.
	 */
	OpenFile follow(String name) throws SystemCallException {
		byte[] text = terminated(name.getBytes(StandardCharsets.US_ASCII));
		int flags = PATH | Architecture.directory();
		return new OpenFile(this.kernel, this.kernel.openAt(descriptor(), text, flags, 0));
	}

	/**
	 * Makes a plain file in this directory.
	 * @param name its name
	 * @param mode its permissions, of which this process's umask is taken
	 * @return the file, open for reading and writing, to be closed
	 * @throws SystemCallException if there is an entry of that name, or no file can be
	 * made
	 */
	public OpenFile create(byte[] name, int mode) throws SystemCallException {
		int flags = READ_WRITE | CREATE | EXCLUSIVE | CLOSE_ON_EXEC | Architecture.noFollow();
		return new OpenFile(this.kernel, this.kernel.openAt(descriptor(), component(name), flags, mode));
	}

	/**
	 * Opens what is held, a plain file or a directory, for reading.
	 * @return the same file, to be closed
	 * @throws SystemCallException if it cannot be read
	 */
	public OpenFile forReading() throws SystemCallException {
		return reopen(NON_BLOCKING);
	}

	/**
	 * Opens what is held, a plain file, for writing, and empties it.
	 * @return the same file, to be closed
	 * @throws SystemCallException if it cannot be written
	 */
	public OpenFile forWriting() throws SystemCallException {
		return reopen(WRITE_ONLY | TRUNCATE | NON_BLOCKING);
	}

	private OpenFile reopen(int flags) throws SystemCallException {
		byte[] own = ownPath();
		int result = this.kernel.openAt(FileKernel.WORKING_DIRECTORY, own, flags | NO_TERMINAL | CLOSE_ON_EXEC, 0);
		return new OpenFile(this.kernel, result);
	}

	private byte[] ownPath() {
		return terminated(path().toString().getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Reads the text of what is held, a symbolic link.
	 * @return its text
	 * @throws SystemCallException if it is no link
	 */
	public byte[] readLink() throws SystemCallException {
		byte[] text = new byte[LINK_SIZE];
		return Arrays.copyOf(text, this.kernel.readLink(descriptor(), text));
	}

	/**
	 * Reads the names of all entries, in no order, without {@code .} and {@code ..}.
	 * @return the names
	 * @throws SystemCallException if it was not opened for reading, or is no directory
	 */
	public List<byte[]> names() throws SystemCallException {
		List<byte[]> names = new ArrayList<>();
		byte[] buffer = new byte[ENTRIES_SIZE];
		int used = this.kernel.readDirectory(descriptor(), buffer);
		while (used > 0) {
			DirectoryEntries.add(names, buffer, used);
			used = this.kernel.readDirectory(descriptor(), buffer);
		}
		return names;
	}

	/**
	 * Makes a directory in this one, which only its owner may enter.
	 * @param name its name
	 * @throws SystemCallException if there is an entry of that name, or none can be made
	 */
	public void makeDirectory(byte[] name) throws SystemCallException {
		this.kernel.makeDirectory(descriptor(), component(name), 0700);
	}

	/**
	 * Makes a symbolic link in this directory.
	 * @param name its name
	 * @param target its text
	 * @throws SystemCallException if there is an entry of that name, or none can be made
	 */
	public void makeSymbolicLink(byte[] name, byte[] target) throws SystemCallException {
		this.kernel.makeSymbolicLink(terminated(target), descriptor(), component(name));
	}

	/**
	 * Makes a FIFO or a device in this directory, which only its owner may open.
	 * @param name its name
	 * @param type one of the constants of {@link FileStatus}
	 * @param major the major number of a device
	 * @param minor the minor number of a device
	 * @throws SystemCallException if there is an entry of that name, or none can be made
	 */
	public void makeNode(byte[] name, int type, int major, int minor) throws SystemCallException {
		this.kernel.makeNode(descriptor(), component(name), type | PRIVATE, device(major, minor));
	}

	// As glibc packs them.
	private static long device(long major, long minor) {
		return (minor & 0xff) | (major & 0xfff) << 8 | (minor & 0xffff_ff00L) << 12 | (major & 0xffff_f000L) << 32;
	}

	/**
	 * Gives a file one more name, in this directory.
	 * @param name the name
	 * @param file the file
	 * @throws SystemCallException if there is an entry of that name, or the file is on
	 * another file system
	 */
	public void link(byte[] name, OpenFile file) throws SystemCallException {
		this.kernel.link(file.ownPath(), descriptor(), component(name), FileKernel.FOLLOW);
	}

	/**
	 * Removes an entry that is no directory.
	 * @param name its name
	 * @throws SystemCallException if there is none, or it is a directory
	 */
	public void removeFile(byte[] name) throws SystemCallException {
		this.kernel.remove(descriptor(), component(name), 0);
	}

	/**
	 * Removes an entry that is an empty directory.
	 * @param name its name
	 * @throws SystemCallException if there is none, or it is another thing or not empty
	 */
	public void removeDirectory(byte[] name) throws SystemCallException {
		this.kernel.remove(descriptor(), component(name), FileKernel.REMOVE_DIRECTORY);
	}

	/**
	 * Renames an entry, within this directory. What had the new name is gone, at one
	 * moment for all who look.
	 * @param name its name
	 * @param newName the new one
	 * @throws SystemCallException if there is none, or something is mounted on the other
	 */
	public void rename(byte[] name, byte[] newName) throws SystemCallException {
		this.kernel.rename(descriptor(), component(name), component(newName));
	}

	/**
	 * Changes the owner, which takes the bits for set-user-id and set-group-id away.
	 * @param user the number of the user, as this machine counts
	 * @param group the number of the group, as this machine counts
	 * @throws SystemCallException if this process may not
	 */
	public void changeOwner(long user, long group) throws SystemCallException {
		this.kernel.changeOwner(descriptor(), NOTHING, (int) user, (int) group, FileKernel.EMPTY_PATH);
	}

	/**
	 * Changes the permissions of what is no symbolic link.
	 * @param mode the permissions
	 * @throws SystemCallException if this process may not
	 */
	public void changeMode(int mode) throws SystemCallException {
		this.kernel.changeMode(ownPath(), mode);
	}

	/**
	 * Changes when an entry of this directory was last changed.
	 * @param name its name
	 * @param time the time
	 * @throws SystemCallException if there is none
	 */
	public void changeTime(byte[] name, Instant time) throws SystemCallException {
		long[] times = { 0, OMIT, time.getEpochSecond(), time.getNano() };
		this.kernel.setTimes(descriptor(), component(name), times, FileKernel.NO_FOLLOW);
	}

	/**
	 * Copies in the kernel, from where this file is to where the other is.
	 * @param target a file that is open for writing
	 * @param limit how many bytes at most
	 * @return how many were copied; 0 at the end
	 * @throws SystemCallException if reading or writing fails, or the kernel cannot copy
	 * between these two
	 */
	public long copyTo(OpenFile target, long limit) throws SystemCallException {
		return this.kernel.copy(descriptor(), target.descriptor(), limit);
	}

	/**
	 * Reads the extended attributes of a file that is open for reading or writing.
	 * @return the values by name, a character for each byte of the name; empty also if
	 * the file system has none
	 * @throws SystemCallException if reading fails
	 */
	public SortedMap<String, byte[]> attributes() throws SystemCallException {
		return OpenAttributes.read(this.kernel, descriptor());
	}

	/**
	 * Sets an extended attribute of a file that is open for reading or writing.
	 * @param name the name, a character for each byte
	 * @param value the value
	 * @throws SystemCallException if this process may not, or the file system has none
	 */
	public void setAttribute(String name, byte[] value) throws SystemCallException {
		this.kernel.setAttribute(descriptor(), terminated(name.getBytes(StandardCharsets.ISO_8859_1)), value);
	}

	private static byte[] component(byte[] name) {
		String text = new String(name, StandardCharsets.ISO_8859_1);
		if (text.isEmpty() || text.equals(".") || text.equals("..") || text.indexOf('/') >= 0
				|| text.indexOf('\0') >= 0) {
			throw new IllegalArgumentException("this is no name of an entry: \"" + text + "\"");
		}
		return terminated(name);
	}

	static byte[] terminated(byte[] text) {
		return ByteBuffer.allocate(text.length + 1).put(text).array();
	}

	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		try {
			this.kernel.close(this.descriptor);
		}
		catch (SystemCallException ex) {
			// The descriptor is free in any case, and what was written is not in doubt:
			// network file systems, which tell about it here, hold no containers.
			return;
		}
	}

	@Override
	public String toString() {
		return "OpenFile[" + this.descriptor + "]";
	}

}
