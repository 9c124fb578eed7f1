package io.github.containerd4j.host;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Lets the kernel find files, in one call.
 */
final class KernelResolver implements PathResolver {

	// The kernel gives up when something was renamed or mounted anywhere while it
	// followed
	// "..", and asks to be called again.
	private static final int ATTEMPTS = 100;

	private static volatile @Nullable Boolean supported;

	static boolean isSupported() {
		Boolean known = supported;
		if (known == null) {
			known = ask();
			supported = known;
		}
		return known;
	}

	/** Containers' filters forbid what they do not know, with either of two numbers. */
	private static boolean ask() {
		byte[] here = { '.' };
		try (OpenFile directory = open(FileKernel.get(), FileKernel.WORKING_DIRECTORY, here)) {
			return directory.descriptor() >= 0;
		}
		catch (SystemCallException ex) {
			return ex.errno() != Errno.ENOSYS.number() && ex.errno() != Errno.EPERM.number();
		}
	}

	@Override
	public OpenFile find(OpenFile root, byte[] path) throws SystemCallException {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			try {
				return open(FileKernel.get(), root.descriptor(), path);
			}
			catch (SystemCallException ex) {
				if (ex.errno() != Errno.EAGAIN.number()) {
					throw ex;
				}
			}
		}
		// On a busy machine the kernel might never get there.
		return new WalkingResolver().find(root, path);
	}

	private static OpenFile open(FileKernel kernel, int root, byte[] path) throws SystemCallException {
		byte[] text = (path.length == 0) ? ".".getBytes(StandardCharsets.US_ASCII) : path;
		return new OpenFile(kernel, kernel.openInRoot(root, OpenFile.terminated(text), OpenFile.PATH));
	}

}
