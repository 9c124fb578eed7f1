package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

import io.github.containerd4j.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mounts with what is to be done when they are gone.
 */
final class DefaultMountedDirectory implements MountedDirectory {

	private static final Logger logger = LoggerFactory.getLogger(DefaultMountedDirectory.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final Path path;

	private final MountCalls calls;

	private final Deque<Path> mounted;

	private final Cleanup afterwards;

	private boolean closed;

	DefaultMountedDirectory(Path path, MountCalls calls, Deque<Path> mounted, Cleanup afterwards) {
		this.path = path;
		this.calls = calls;
		this.mounted = mounted;
		this.afterwards = afterwards;
	}

	@Override
	public Path path() {
		return this.path;
	}

	@Override
	public Path resolve(String path) {
		try {
			return RootedPath.resolve(this.path, path);
		}
		catch (IOException ex) {
			throw HostFailures.of("resolve", "path", path, ErrorCode.INVALID_ARGUMENT, String.valueOf(ex.getMessage()),
					ex);
		}
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			unmount();
			this.closed = true;
			this.afterwards.run();
		}
		catch (IOException ex) {
			logger.warn("The directory {} of a mount could not be removed", this.path, ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void unmount() {
		while (!this.mounted.isEmpty()) {
			Path target = this.mounted.peek();
			if (this.calls.unmount(target)) {
				logger.debug("{} is still in use and was detached", target);
			}
			this.mounted.pop();
		}
	}

	@Override
	public String toString() {
		return "MountedDirectory[" + this.path + "]";
	}

	/**
	 * What follows the unmounting.
	 */
	@FunctionalInterface
	interface Cleanup {

		void run() throws IOException;

	}

}
