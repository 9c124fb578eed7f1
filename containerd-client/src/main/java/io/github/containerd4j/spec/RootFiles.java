package io.github.containerd4j.spec;

import java.util.List;

/**
 * Reads files of a container's root file system. Links mean what they mean in the
 * container, and never lead out of it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RootFiles {

	/**
	 * Reads a text file.
	 * @param path an absolute path in the container
	 * @return the lines; none if there is no such file
	 * @throws io.github.containerd4j.ContainerdException if the files of the container
	 * cannot be reached from here, or this one cannot be read
	 */
	List<String> readLines(String path);

}
