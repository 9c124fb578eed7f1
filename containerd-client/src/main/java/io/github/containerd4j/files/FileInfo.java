package io.github.containerd4j.files;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What there is to know about a file of a container. Of a symbolic link it is what there
 * is about the link, and not about what it leads to.
 *
 * @param name its name in its directory; {@code /} for the root. Bytes that are no UTF-8
 * are kept as {@link ContainerFiles} says
 * @param type what it is
 * @param size how many bytes it has
 * @param mode the permissions, with the bits for set-user-id, set-group-id and sticky,
 * such as {@code 0644}
 * @param user the number of its owner in the container; 65534 for one that the
 * container's user namespace does not have
 * @param group the number of its group in the container; 65534 likewise
 * @param modifiedAt when its content was last changed
 * @param linkTarget the text of a symbolic link; {@code null} for others
 * @since 0.1.0
 */
public record FileInfo(String name, FileType type, long size, int mode, long user, long group, Instant modifiedAt,
		@Nullable String linkTarget) {

	/**
	 * Whether it is a directory.
	 * @return whether it is
	 */
	public boolean isDirectory() {
		return this.type == FileType.DIRECTORY;
	}

	/**
	 * Whether it is a plain file.
	 * @return whether it is
	 */
	public boolean isFile() {
		return this.type == FileType.FILE;
	}

}
