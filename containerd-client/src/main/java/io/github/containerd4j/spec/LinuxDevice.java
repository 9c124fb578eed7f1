package io.github.containerd4j.spec;

import io.github.containerd4j.InvalidArgumentException;

/**
 * A device of the daemon's host that a container may use. What kind of device it is, is
 * read from the host when the container is created.
 *
 * @param hostPath the absolute path of the device, or of a directory of devices
 * @param path where it is in the container
 * @param access what the container may do: letters of {@code rwm}, for reading, writing
 * and making the node
 * @since 0.1.0
 */
public record LinuxDevice(String hostPath, String path, String access) {

	/**
	 * Checks the device.
	 * @param hostPath the path on the host
	 * @param path the path in the container
	 * @param access what the container may do
	 * @throws InvalidArgumentException if a path is not absolute, or the access has other
	 * letters
	 */
	public LinuxDevice {
		Texts.requireAbsolute("device", hostPath);
		Texts.requireAbsolute("device path in the container", path);
		if (!access.matches("r?w?m?") || access.isEmpty()) {
			throw InvalidArgumentException.of("device access", access, "it must be letters of \"rwm\", in this order");
		}
	}

	/**
	 * A device with all rights, under the same path.
	 * @param path the absolute path
	 * @return the device
	 * @throws InvalidArgumentException if the path is not absolute
	 */
	public static LinuxDevice of(String path) {
		return new LinuxDevice(path, path, "rwm");
	}

	/**
	 * Reads the short form of a device.
	 * @param text the path on the host, and with colons between, the path in the
	 * container and the access where they differ from {@link #of}: {@code /dev/sda},
	 * {@code /dev/sda:/dev/disk:r}
	 * @return the device
	 * @throws InvalidArgumentException if it has another form, or a part is not valid
	 */
	public static LinuxDevice parse(String text) {
		String[] parts = text.split(":", -1);
		if (parts.length > 3) {
			throw InvalidArgumentException.of("device", text, "expected host path[:path in the container[:access]]");
		}
		String path = (parts.length > 1) ? parts[1] : parts[0];
		return new LinuxDevice(parts[0], path, (parts.length > 2) ? parts[2] : "rwm");
	}

}
