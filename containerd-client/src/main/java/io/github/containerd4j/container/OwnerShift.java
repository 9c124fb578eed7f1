package io.github.containerd4j.container;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.host.FileStatus;
import io.github.containerd4j.host.HostFailures;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;
import io.github.containerd4j.spec.UserMapping;

/**
 * Gives files to the users of a user namespace who have the numbers of their owners in
 * it. What belongs to a number without a range stays as it is: nobody's, seen from
 * inside.
 */
final class OwnerShift {

	private static final int PRIVILEGED = 06000;

	private static final int EXECUTABLE = 0111;

	private final List<UserMapping> users;

	private final List<UserMapping> groups;

	// A file with several names must be given away only once. An overlay makes a file of
	// each name that is changed, or not, depending on its options.
	private final Map<Identity, Owner> linked = new HashMap<>();

	OwnerShift(List<UserMapping> users, List<UserMapping> groups) {
		this.users = users;
		this.groups = groups;
	}

	/**
	 * Changes all files of a directory, and the directory itself, that are not on another
	 * file system.
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 */
	void apply(Path directory) {
		try (OpenFile root = OpenFile.directory(directory)) {
			change(root);
		}
		catch (SystemCallException ex) {
			throw HostFailures.of("change owners", "directory", directory.toString(), ex);
		}
	}

	private void change(OpenFile file) throws SystemCallException {
		FileStatus status = file.status();
		if (status.isDirectory()) {
			changeEntries(file);
		}
		else if (status.links() > 1 && isGiven(status)) {
			return;
		}
		give(file, status);
	}

	private boolean isGiven(FileStatus status) {
		Owner owner = new Owner(status.user(), status.group());
		Owner first = this.linked.putIfAbsent(new Identity(status.device(), status.inode()), owner);
		return first != null && !first.equals(owner);
	}

	private void changeEntries(OpenFile directory) throws SystemCallException {
		for (byte[] name : names(directory)) {
			try (OpenFile entry = directory.find(name)) {
				change(entry);
			}
		}
	}

	private static List<byte[]> names(OpenFile directory) throws SystemCallException {
		try (OpenFile open = directory.forReading()) {
			return open.names();
		}
	}

	private void give(OpenFile file, FileStatus status) throws SystemCallException {
		long user = onHost(this.users, status.user());
		long group = onHost(this.groups, status.group());
		if (user == status.user() && group == status.group()) {
			return;
		}
		FileCapability capability = isProgram(status) ? FileCapability.read(file) : FileCapability.NONE;
		file.changeOwner(user, group);
		// The kernel takes such rights away with the owner.
		if (!status.isSymbolicLink() && (status.permissions() & PRIVILEGED) != 0) {
			file.changeMode(status.permissions());
		}
		capability.write(file, onHost(this.users, 0));
	}

	private static boolean isProgram(FileStatus status) {
		return status.isFile() && (status.permissions() & EXECUTABLE) != 0;
	}

	private static long onHost(List<UserMapping> ranges, long id) {
		for (UserMapping range : ranges) {
			if (id >= range.containerId() && id - range.containerId() < range.size()) {
				return range.hostId() + id - range.containerId();
			}
		}
		return id;
	}

	/**
	 * What tells a file from others, whatever its name.
	 */
	private record Identity(long device, long inode) {
	}

	/**
	 * Whom a file belongs to.
	 */
	private record Owner(long user, long group) {
	}

}
