package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is mounted below a directory.
 */
final class MountTable {

	// proc(5): blank, tab, newline and backslash are written in octal.
	private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");

	private static final int MOUNT_POINT_FIELD = 4;

	private MountTable() {
	}

	/**
	 * The mount points below a directory, the deepest first; one that is covered by
	 * another mount comes twice.
	 * @param directory the directory
	 * @return the mount points
	 */
	static List<Path> below(Path directory) {
		try {
			return below(directory, Files.readAllLines(Path.of("/proc/self/mountinfo")));
		}
		catch (IOException ex) {
			throw new EmbeddedContainerdException("cannot read the mount table", ex);
		}
	}

	static List<Path> below(Path directory, List<String> mountInfo) {
		return mountInfo.stream()
			.map((line) -> Path.of(unescape(line.split(" ")[MOUNT_POINT_FIELD])))
			.filter((mountPoint) -> mountPoint.startsWith(directory))
			.sorted(Comparator.comparingInt(Path::getNameCount).reversed())
			.toList();
	}

	static String unescape(String field) {
		return ESCAPE.matcher(field)
			.replaceAll((match) -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 8))));
	}

	/**
	 * Unmounts everything below a directory; what is still in use is detached and goes
	 * away with its last user.
	 * @param directory the directory
	 * @throws EmbeddedContainerdException if something stays mounted
	 */
	static void unmountBelow(Path directory) {
		unmount(below(directory), "umount");
		unmount(below(directory), "umount", "-l");
		List<Path> left = below(directory);
		if (!left.isEmpty()) {
			throw new EmbeddedContainerdException("cannot unmount " + left + "; unmount it by hand");
		}
	}

	private static void unmount(List<Path> mountPoints, String... command) {
		if (!mountPoints.isEmpty()) {
			List<String> arguments = new ArrayList<>(List.of(command));
			mountPoints.forEach((mountPoint) -> arguments.add(mountPoint.toString()));
			Command.run(arguments);
		}
	}

}
