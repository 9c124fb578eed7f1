package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is mounted in this mount namespace.
 */
final class MountTable {

	private static final Path FILE = Path.of("/proc/self/mountinfo");

	// proc(5): blank, tab, newline and backslash are written in octal.
	private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");

	private static final int MOUNT_POINT_FIELD = 4;

	private MountTable() {
	}

	/**
	 * The mount points at and below a directory, the newest first.
	 */
	static List<Path> below(Path directory) throws IOException {
		return below(directory, Files.readAllLines(FILE));
	}

	static List<Path> below(Path directory, List<String> lines) {
		List<Path> mountPoints = new ArrayList<>();
		for (String line : lines) {
			Path mountPoint = Path.of(unescape(line.split(" ")[MOUNT_POINT_FIELD]));
			if (mountPoint.startsWith(directory)) {
				mountPoints.add(mountPoint);
			}
		}
		Collections.reverse(mountPoints);
		return mountPoints;
	}

	private static String unescape(String field) {
		return ESCAPE.matcher(field)
			.replaceAll((match) -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 8))));
	}

}
