package io.github.containerd4j.host;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.github.containerd4j.ErrorCode;

/**
 * Files by which the kernel is told something. It takes or refuses each write as a whole.
 *
 * @since 0.1.0
 */
public final class ControlFile {

	private static final String KIND = "control file";

	private ControlFile() {
	}

	/**
	 * Writes a value, and a newline after it.
	 * @param file the file
	 * @param value the value
	 * @throws io.github.containerd4j.InvalidArgumentException if the kernel refuses the
	 * value
	 * @throws io.github.containerd4j.FailedPreconditionException if it refuses it now
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 * write the file
	 * @throws io.github.containerd4j.NotFoundException if there is no such file
	 * @throws io.github.containerd4j.ContainerdException for whatever else the kernel
	 * says
	 */
	public static void write(Path file, String value) {
		try {
			write(Kernel.get(), file, (value + "\n").getBytes(StandardCharsets.UTF_8));
		}
		catch (SystemCallException ex) {
			String what = file + " = " + value;
			throw (ex.errno() == Errno.ERANGE.number())
					? HostFailures.of("write", KIND, what, ErrorCode.INVALID_ARGUMENT, "the value is out of range", ex)
					: HostFailures.of("write", KIND, what, ex);
		}
	}

	private static void write(Kernel kernel, Path file, byte[] bytes) throws SystemCallException {
		int descriptor = kernel.open(file, Kernel.WRITE_ONLY | Kernel.CLOSE_ON_EXEC);
		try {
			kernel.write(descriptor, bytes);
		}
		finally {
			kernel.close(descriptor);
		}
	}

}
