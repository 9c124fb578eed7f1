package io.github.containerd4j.files;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.host.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * Owner and permissions of what is put into a container. The {@code with} methods give
 * changed copies.
 *
 * @param mode the permissions, from 0 to {@code 07777}; {@code null} for {@code 0644} of
 * a file and {@code 0755} of a directory
 * @param user the number of the owner in the container
 * @param group the number of the group in the container
 * @since 0.1.0
 */
public record FileOptions(@Nullable Integer mode, long user, long group) {

	private static final FileOptions DEFAULTS = new FileOptions(null, 0, 0);

	private static final long LARGEST_ID = 0xffff_fffeL;

	private static final int FILE_MODE = 0644;

	private static final int DIRECTORY_MODE = 0755;

	/**
	 * Checks the numbers.
	 * @param mode the permissions
	 * @param user the number of the owner
	 * @param group the number of the group
	 * @throws InvalidArgumentException if one is out of range
	 */
	public FileOptions {
		if (mode != null && (mode & ~FileStatus.PERMISSIONS) != 0) {
			throw InvalidArgumentException.of("mode", "0" + Integer.toOctalString(mode), "it must be from 0 to 07777");
		}
		requireId("user id", user);
		requireId("group id", group);
	}

	private static void requireId(String kind, long id) {
		if (id < 0 || id > LARGEST_ID) {
			throw InvalidArgumentException.of(kind, Long.toString(id), "it must be from 0 to " + LARGEST_ID);
		}
	}

	/**
	 * User and group 0, {@code 0644} for files and {@code 0755} for directories.
	 * @return the options
	 */
	public static FileOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Sets the permissions.
	 * @param mode the permissions, such as {@code 0600}
	 * @return the changed copy
	 * @throws InvalidArgumentException if they are out of range
	 */
	public FileOptions withMode(int mode) {
		return new FileOptions(mode, this.user, this.group);
	}

	/**
	 * Sets the owner.
	 * @param user the number of the user in the container
	 * @param group the number of the group in the container
	 * @return the changed copy
	 * @throws InvalidArgumentException if one is out of range
	 */
	public FileOptions withOwner(long user, long group) {
		return new FileOptions(this.mode, user, group);
	}

	int fileMode() {
		return (this.mode != null) ? this.mode : FILE_MODE;
	}

	int directoryMode() {
		return (this.mode != null) ? this.mode : DIRECTORY_MODE;
	}

}
