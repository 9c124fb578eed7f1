package io.github.containerd4j.host;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import org.jspecify.annotations.Nullable;

/**
 * Calls the C library through JNA, whose direct mapping costs less than its proxies.
 */
final class JnaKernel implements Kernel {

	static final Kernel INSTANCE = new JnaKernel();

	// JNA lets go of those that nobody refers to.
	private final Set<NativeLibrary> loaded = ConcurrentHashMap.newKeySet();

	private JnaKernel() {
		LibC.load();
	}

	@Override
	public void mount(String source, Path target, @Nullable String type, long flags, @Nullable String data)
			throws SystemCallException {
		call("mount", () -> LibC.mount(source, target.toString(), type, new NativeLong(flags, true), data));
	}

	@Override
	public void unmount(Path target, int flags) throws SystemCallException {
		call("umount2", () -> LibC.umount2(target.toString(), flags));
	}

	@Override
	public void unshare(int flags) throws SystemCallException {
		call("unshare", () -> LibC.unshare(flags));
	}

	@Override
	public void setNamespace(int descriptor, int type) throws SystemCallException {
		call("setns", () -> LibC.setns(descriptor, type));
	}

	@Override
	public void changeDirectory(int descriptor) throws SystemCallException {
		call("fchdir", () -> LibC.fchdir(descriptor));
	}

	@Override
	public void changeRoot(Path directory) throws SystemCallException {
		call("chroot", () -> LibC.chroot(directory.toString()));
	}

	@Override
	public int write(int descriptor, byte[] bytes) throws SystemCallException {
		try {
			return LibC.write(descriptor, bytes, new NativeLong(bytes.length)).intValue();
		}
		catch (LastErrorException ex) {
			throw new SystemCallException("write", ex.getErrorCode());
		}
	}

	@Override
	public void changeDirectory(Path directory) throws SystemCallException {
		call("chdir", () -> LibC.chdir(directory.toString()));
	}

	@Override
	public void makeFifo(Path path, int mode) throws SystemCallException {
		call("mkfifo", () -> LibC.mkfifo(path.toString(), mode));
	}

	@Override
	public int open(Path path, int flags) throws SystemCallException {
		try {
			return LibC.open(path.toString(), flags);
		}
		catch (LastErrorException ex) {
			throw new SystemCallException("open", ex.getErrorCode());
		}
	}

	@Override
	public void close(int descriptor) throws SystemCallException {
		call("close", () -> LibC.close(descriptor));
	}

	@Override
	public boolean load(String name) {
		try {
			this.loaded.add(NativeLibrary.getInstance(name));
			return true;
		}
		catch (UnsatisfiedLinkError ex) {
			return false;
		}
	}

	@Override
	public int listAttributes(byte[] path, byte[] names) throws SystemCallException {
		try {
			return LibC.llistxattr(path, names, new NativeLong(names.length)).intValue();
		}
		catch (LastErrorException ex) {
			throw new SystemCallException("llistxattr", ex.getErrorCode());
		}
	}

	@Override
	public int readAttribute(byte[] path, String name, byte[] value) throws SystemCallException {
		try {
			return LibC.lgetxattr(path, name, value, new NativeLong(value.length)).intValue();
		}
		catch (LastErrorException ex) {
			throw new SystemCallException("lgetxattr", ex.getErrorCode());
		}
	}

	private static void call(String name, Runnable call) throws SystemCallException {
		try {
			call.run();
		}
		catch (LastErrorException ex) {
			throw new SystemCallException(name, ex.getErrorCode());
		}
	}

	/**
	 * The functions of the C library. JNA reads errno on the calling thread before
	 * anything else can change it, and throws.
	 */
	private static final class LibC {

		static {
			Native.register(LibC.class, "c");
		}

		private LibC() {
		}

		static void load() {
			// Being called is enough.
		}

		static native int mount(String source, String target, @Nullable String type, NativeLong flags,
				@Nullable String data) throws LastErrorException;

		static native int umount2(String target, int flags) throws LastErrorException;

		static native int unshare(int flags) throws LastErrorException;

		static native NativeLong llistxattr(byte[] path, byte[] names, NativeLong size) throws LastErrorException;

		static native NativeLong lgetxattr(byte[] path, String name, byte[] value, NativeLong size)
				throws LastErrorException;

		static native int mkfifo(String path, int mode) throws LastErrorException;

		static native int open(String path, int flags) throws LastErrorException;

		static native int close(int descriptor) throws LastErrorException;

		static native int setns(int descriptor, int type) throws LastErrorException;

		static native int fchdir(int descriptor) throws LastErrorException;

		static native int chroot(String path) throws LastErrorException;

		static native NativeLong write(int descriptor, byte[] bytes, NativeLong size) throws LastErrorException;

		static native int chdir(String path) throws LastErrorException;

	}

}
