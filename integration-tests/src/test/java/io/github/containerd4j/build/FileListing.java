package io.github.containerd4j.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that find(1) and sha256sum(1) can tell about the files of a tree: a reading of it
 * that shares no code with ours.
 */
final class FileListing {

	private static final String END = "\0\0";

	private FileListing() {
	}

	/**
	 * A line for each file: path, type, mode, owner, time, size, link target, device, the
	 * first name of each group of hard links, and the hash of each content.
	 */
	static List<String> of(Path root) throws IOException, InterruptedException {
		Map<String, String> firstNames = new HashMap<>();
		List<String> lines = records(root, "find . -mindepth 1 -printf '%i/%y%n %P\\0%y %m %U:%G %T@ %l\\0\\0' | cat")
			.stream()
			.sorted(Comparator.comparing(FileListing::name))
			.map((line) -> withLinkGroup(line, firstNames))
			.toList();
		List<String> all = new ArrayList<>(lines);
		all.addAll(records(root, """
				find . -mindepth 1 \\( -type c -o -type b \\) -exec stat --printf '%n %t:%T\\0\\0' {} + | cat
				find . -mindepth 1 -type f -printf '%P %s\\0\\0' | cat
				find . -type f -exec sha256sum --zero {} + | sed 's/\\x0/&&/g'
				"""));
		return all.stream().sorted().toList();
	}

	/**
	 * The lines that only one of two trees has.
	 */
	static List<String> differences(List<String> expected, Path root) throws IOException, InterruptedException {
		List<String> actual = of(root);
		Set<String> both = new HashSet<>(expected);
		both.retainAll(actual);
		return Stream
			.concat(expected.stream().map((line) -> "expected " + line),
					actual.stream().map((line) -> "actual " + line))
			.filter((line) -> !both.contains(line.substring(line.indexOf(' ') + 1)))
			.toList();
	}

	private static List<String> records(Path root, String script) throws IOException, InterruptedException {
		return Arrays.asList(DebianTree.run(root, script).split(END));
	}

	private static String name(String line) {
		return line.substring(line.indexOf(' ') + 1, line.indexOf('\0'));
	}

	// Inode numbers differ between file systems; which names share one does not.
	private static String withLinkGroup(String line, Map<String, String> firstNames) {
		String inode = line.substring(0, line.indexOf(' '));
		String first = inode.contains("/d") ? "" : firstNames.computeIfAbsent(inode, (key) -> name(line));
		return line.substring(line.indexOf(' ') + 1) + " first " + first;
	}

}
