package io.github.containerd4j.spec;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The devices of this machine, which is the daemon's.
 */
final class HostDevices {

	private static final Path DEV = Path.of("/dev");

	// What a container has of its own, or what is no device of the host.
	private static final Set<String> LEFT_OUT = Set.of("pts", "shm", "fd", "mqueue", "console", ".lxc", ".lxd-mounts",
			".udev");

	private HostDevices() {
	}

	static List<HostDevice> all() {
		List<HostDevice> devices = new ArrayList<>();
		collect(DEV, DEV.toString(), "rwm", devices);
		return devices;
	}

	static List<HostDevice> of(LinuxDevice device) {
		Path path = Path.of(device.hostPath());
		List<HostDevice> devices = new ArrayList<>();
		if (Files.isDirectory(path)) {
			collect(path, device.path(), device.access(), devices);
			return devices;
		}
		HostDevice found = read(path, device.path(), device.access());
		if (found == null) {
			throw InvalidArgumentException.of("device", device.hostPath(), "it is no device");
		}
		return List.of(found);
	}

	private static void collect(Path directory, String inContainer, String access, List<HostDevice> devices) {
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
			for (Path entry : entries) {
				String name = entry.getFileName().toString();
				if (LEFT_OUT.contains(name) || Files.isSymbolicLink(entry)) {
					continue;
				}
				if (Files.isDirectory(entry)) {
					collect(entry, inContainer + "/" + name, access, devices);
				}
				else {
					addIfDevice(read(entry, inContainer + "/" + name, access), devices);
				}
			}
		}
		catch (IOException ex) {
			throw missing(directory, ex);
		}
	}

	private static void addIfDevice(@Nullable HostDevice device, List<HostDevice> devices) {
		if (device != null) {
			devices.add(device);
		}
	}

	private static @Nullable HostDevice read(Path path, String inContainer, String access) {
		try {
			Map<String, Object> attributes = Files.readAttributes(path.toRealPath(), "unix:mode,rdev,uid,gid",
					LinkOption.NOFOLLOW_LINKS);
			return HostDevice.of(inContainer, access, attributes);
		}
		catch (NoSuchFileException ex) {
			throw missing(path, ex);
		}
		catch (IOException ex) {
			throw InvalidArgumentException.of("device", path.toString(), "it cannot be read: " + ex);
		}
	}

	private static NotFoundException missing(Path path, IOException cause) {
		Failure failure = new Failure("read", "device", path.toString(), null, ErrorCode.NOT_FOUND);
		return new NotFoundException(failure.describe() + ": it does not exist on this host", failure, cause);
	}

	/**
	 * A device as the runtime makes it.
	 */
	record HostDevice(String path, String access, char type, long major, long minor, long mode, long uid, long gid) {

		private static final int TYPE = 0170000;

		private static final int CHARACTER = 0020000;

		private static final int BLOCK = 0060000;

		private static final int PERMISSIONS = 07777;

		static @Nullable HostDevice of(String path, String access, Map<String, Object> attributes) {
			int mode = (int) number(attributes, "mode");
			int type = mode & TYPE;
			if (type != CHARACTER && type != BLOCK) {
				return null;
			}
			long rdev = number(attributes, "rdev");
			return new HostDevice(path, access, (type == BLOCK) ? 'b' : 'c', major(rdev), minor(rdev),
					mode & PERMISSIONS, number(attributes, "uid"), number(attributes, "gid"));
		}

		private static long number(Map<String, Object> attributes, String name) {
			return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
		}

		// The C library's form of a device number: 12 and 20 bits, and 20 and 12 above.
		private static long major(long rdev) {
			return ((rdev >>> 8) & 0xfff) | ((rdev >>> 32) & ~0xfffL);
		}

		private static long minor(long rdev) {
			return (rdev & 0xff) | ((rdev >>> 12) & 0xfff00L);
		}

		Map<String, Object> node() {
			Map<String, Object> node = new LinkedHashMap<>();
			node.put("path", this.path);
			node.put("type", String.valueOf(this.type));
			node.put("major", this.major);
			node.put("minor", this.minor);
			node.put("fileMode", this.mode);
			node.put("uid", this.uid);
			node.put("gid", this.gid);
			return node;
		}

		Map<String, Object> rule() {
			Map<String, Object> rule = new LinkedHashMap<>();
			rule.put("allow", true);
			rule.put("type", String.valueOf(this.type));
			rule.put("major", this.major);
			rule.put("minor", this.minor);
			rule.put("access", this.access);
			return rule;
		}

	}

}
