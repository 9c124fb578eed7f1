package io.github.containerd4j.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the C library through JNA's direct mapping.
 */
final class JnaFileKernel implements FileKernel {

	static final FileKernel INSTANCE = new JnaFileKernel();

	// The same on all processors, as of all calls that are younger than Linux 5.1.
	private static final long OPENAT2 = 437;

	private static final int RESOLVE_NO_MAGICLINKS = 0x02;

	private static final int RESOLVE_IN_ROOT = 0x10;

	private static final int STATX_BASIC_STATS = 0x7ff;

	private static final int STATX_MNT_ID = 0x1000;

	// Longer than the structure is on any processor.
	private static final int LONGEST_STATFS = 256;

	private JnaFileKernel() {
	}

	@Override
	public int openInRoot(int root, byte[] path, int flags) throws SystemCallException {
		byte[] how = ByteBuffer.allocate(3 * Long.BYTES)
			.order(ByteOrder.nativeOrder())
			.putLong(flags)
			.putLong(0)
			.putLong(RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS)
			.array();
		return (int) call("openat2",
				() -> LibC.syscall(new NativeLong(OPENAT2), new NativeLong(root), path, how, new NativeLong(how.length))
					.longValue());
	}

	@Override
	public int openAt(int directory, byte[] name, int flags, int mode) throws SystemCallException {
		return (int) call("openat", () -> LibC.openat(directory, name, flags, mode));
	}

	@Override
	public void close(int descriptor) throws SystemCallException {
		call("close", () -> LibC.close(descriptor));
	}

	@Override
	public void status(int directory, byte[] name, int flags, byte[] result) throws SystemCallException {
		call("statx", () -> LibC.statx(directory, name, flags, STATX_BASIC_STATS | STATX_MNT_ID, result));
	}

	@Override
	public int readDirectory(int directory, byte[] buffer) throws SystemCallException {
		return (int) call("getdents64",
				() -> LibC
					.syscall(new NativeLong(Architecture.getdents64()), new NativeLong(directory), buffer,
							new NativeLong(buffer.length))
					.longValue());
	}

	@Override
	public int readLink(int link, byte[] target) throws SystemCallException {
		return (int) call("readlinkat",
				() -> LibC.readlinkat(link, new byte[1], target, new NativeLong(target.length)).longValue());
	}

	@Override
	public void makeDirectory(int directory, byte[] name, int mode) throws SystemCallException {
		call("mkdirat", () -> LibC.mkdirat(directory, name, mode));
	}

	@Override
	public void makeNode(int directory, byte[] name, int mode, long device) throws SystemCallException {
		call("mknodat", () -> LibC.mknodat(directory, name, mode, device));
	}

	@Override
	public void makeSymbolicLink(byte[] target, int directory, byte[] name) throws SystemCallException {
		call("symlinkat", () -> LibC.symlinkat(target, directory, name));
	}

	@Override
	public void link(byte[] path, int directory, byte[] name, int flags) throws SystemCallException {
		call("linkat", () -> LibC.linkat(WORKING_DIRECTORY, path, directory, name, flags));
	}

	@Override
	public void remove(int directory, byte[] name, int flags) throws SystemCallException {
		call("unlinkat", () -> LibC.unlinkat(directory, name, flags));
	}

	@Override
	public void rename(int directory, byte[] name, byte[] newName) throws SystemCallException {
		call("renameat", () -> LibC.renameat(directory, name, directory, newName));
	}

	@Override
	public void changeOwner(int directory, byte[] name, int user, int group, int flags) throws SystemCallException {
		call("fchownat", () -> LibC.fchownat(directory, name, user, group, flags));
	}

	@Override
	public void changeMode(byte[] path, int mode) throws SystemCallException {
		call("chmod", () -> LibC.chmod(path, mode));
	}

	@Override
	public void setTimes(int directory, byte[] name, long[] times, int flags) throws SystemCallException {
		call("utimensat", () -> LibC.utimensat(directory, name, times, flags));
	}

	@Override
	public long fileSystem(int descriptor) throws SystemCallException {
		byte[] answer = new byte[LONGEST_STATFS];
		call("fstatfs", () -> LibC.fstatfs(descriptor, answer));
		ByteBuffer type = ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder());
		return (NativeLong.SIZE == Long.BYTES) ? type.getLong() : Integer.toUnsignedLong(type.getInt());
	}

	@Override
	public long copy(int source, int target, long limit) throws SystemCallException {
		return call("copy_file_range",
				() -> LibC.copy_file_range(source, null, target, null, new NativeLong(limit), 0).longValue());
	}

	@Override
	public int listAttributes(int descriptor, byte[] names) throws SystemCallException {
		return (int) call("flistxattr",
				() -> LibC.flistxattr(descriptor, names, new NativeLong(names.length)).longValue());
	}

	@Override
	public int readAttribute(int descriptor, byte[] name, byte[] value) throws SystemCallException {
		return (int) call("fgetxattr",
				() -> LibC.fgetxattr(descriptor, name, value, new NativeLong(value.length)).longValue());
	}

	@Override
	public void setAttribute(int descriptor, byte[] name, byte[] value) throws SystemCallException {
		call("fsetxattr", () -> LibC.fsetxattr(descriptor, name, value, new NativeLong(value.length), 0));
	}

	private static long call(String name, Call call) throws SystemCallException {
		try {
			return call.run();
		}
		catch (LastErrorException ex) {
			throw new SystemCallException(name, ex.getErrorCode());
		}
	}

	/**
	 * A call and what it returns.
	 */
	private interface Call {

		long run() throws SystemCallException;

	}

	/**
	 * The functions of the C library; those that glibc has only since lately go through
	 * syscall(2).
	 */
	private static final class LibC {

		static {
			Native.register(LibC.class, "c");
		}

		private LibC() {
		}

		static native NativeLong syscall(NativeLong number, NativeLong directory, byte[] path, byte[] how,
				NativeLong size) throws LastErrorException;

		static native NativeLong syscall(NativeLong number, NativeLong descriptor, byte[] buffer, NativeLong size)
				throws LastErrorException;

		static native int openat(int directory, byte[] name, int flags, int mode) throws LastErrorException;

		static native int close(int descriptor) throws LastErrorException;

		static native int statx(int directory, byte[] name, int flags, int mask, byte[] result)
				throws LastErrorException;

		static native NativeLong readlinkat(int directory, byte[] name, byte[] target, NativeLong size)
				throws LastErrorException;

		static native int mkdirat(int directory, byte[] name, int mode) throws LastErrorException;

		static native int mknodat(int directory, byte[] name, int mode, long device) throws LastErrorException;

		static native int symlinkat(byte[] target, int directory, byte[] name) throws LastErrorException;

		static native int linkat(int directory, byte[] name, int newDirectory, byte[] newName, int flags)
				throws LastErrorException;

		static native int unlinkat(int directory, byte[] name, int flags) throws LastErrorException;

		static native int renameat(int directory, byte[] name, int newDirectory, byte[] newName)
				throws LastErrorException;

		static native int fchownat(int directory, byte[] name, int user, int group, int flags)
				throws LastErrorException;

		static native int fstatfs(int descriptor, byte[] result) throws LastErrorException;

		static native int chmod(byte[] path, int mode) throws LastErrorException;

		static native int utimensat(int directory, byte[] name, long[] times, int flags) throws LastErrorException;

		// Its name is the C library's.
		static native NativeLong copy_file_range(int source, @Nullable Pointer sourceOffset, int target,
				@Nullable Pointer targetOffset, NativeLong length, int flags) throws LastErrorException;

		static native NativeLong flistxattr(int descriptor, byte[] names, NativeLong size) throws LastErrorException;

		static native NativeLong fgetxattr(int descriptor, byte[] name, byte[] value, NativeLong size)
				throws LastErrorException;

		static native int fsetxattr(int descriptor, byte[] name, byte[] value, NativeLong size, int flags)
				throws LastErrorException;

	}

}
