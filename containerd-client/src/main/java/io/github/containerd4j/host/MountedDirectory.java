package io.github.containerd4j.host;

import java.nio.file.Path;

/**
 * A file system that is mounted on this machine until it is closed.
 * <p>
 * Safe for use by many threads. When the JVM dies without closing it, the mount stays
 * until this user's next mount through {@link HostMounts} removes it, or the machine
 * restarts.
 *
 * @since 0.1.0
 */
public interface MountedDirectory extends AutoCloseable {

	/**
	 * The root of the mounted file system.
	 * @return an absolute path
	 */
	Path path();

	/**
	 * Finds a file as a process would that has the mounted file system as its root:
	 * symbolic links, absolute ones too, and {@code ..} do not lead out of it. Who can
	 * write to the file system meanwhile can make the answer wrong.
	 * @param path a path in the file system
	 * @return where the file is on this machine, whether it exists or not
	 * @throws io.github.containerd4j.InvalidArgumentException if there are too many links
	 * on the way, or one cannot be read
	 */
	Path resolve(String path);

	/**
	 * Unmounts, and removes what was made for the mount: the directory if it was not
	 * given, and the view and the lease of {@link HostMounts#view(String, String)}. A
	 * file system that is still in use disappears from the directory at once and is given
	 * up by the kernel with its last user. Closing twice has no effect.
	 * @throws io.github.containerd4j.ContainerdException if unmounting fails
	 */
	@Override
	void close();

}
