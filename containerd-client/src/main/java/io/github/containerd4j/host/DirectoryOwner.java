package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The process that a directory belongs to, as the directory's name tells. The start time
 * tells it from a later process with the same number, and the PID namespace tells whether
 * the number means anything to us.
 *
 * @param pidNamespace the inode of the PID namespace
 * @param pid the process identifier
 * @param startTime the start of the process, in clock ticks since the machine's boot
 */
record DirectoryOwner(long pidNamespace, long pid, long startTime) {

	private static final Path PROC = Path.of("/proc");

	private static final Pattern INODE = Pattern.compile("pid:\\[(\\d+)]");

	private static final Pattern NAME = Pattern.compile("(.+)-(\\d+)-(\\d+)-(\\d+)-[^-]*");

	// proc(5): the 22nd field of stat; the second one may hold blanks, so fields are
	// counted after its closing parenthesis.
	private static final int START_TIME_AFTER_NAME = 20;

	static DirectoryOwner current() throws IOException {
		DirectoryOwner known = Current.owner;
		if (known == null) {
			long pid = ProcessHandle.current().pid();
			known = new DirectoryOwner(ownPidNamespace(), pid, startTime(pid));
			Current.owner = known;
		}
		return known;
	}

	static long ownPidNamespace() throws IOException {
		String link = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
		Matcher matcher = INODE.matcher(link);
		if (!matcher.matches()) {
			throw new IOException("cannot read the PID namespace of this process: " + link);
		}
		return Long.parseLong(matcher.group(1));
	}

	/**
	 * The owner of a directory.
	 * @param directory the directory
	 * @param kind what such directories are for, with which their names begin
	 * @return the owner; {@code null} if the name is not of that kind
	 */
	static @Nullable DirectoryOwner of(Path directory, String kind) {
		Matcher matcher = NAME.matcher(directory.getFileName().toString());
		if (!matcher.matches() || !matcher.group(1).equals(kind)) {
			return null;
		}
		try {
			return new DirectoryOwner(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)),
					Long.parseLong(matcher.group(4)));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * What the names of this process's directories begin with.
	 * @param kind what the directories are for
	 */
	String prefix(String kind) {
		return kind + "-" + this.pidNamespace + "-" + this.pid + "-" + this.startTime + "-";
	}

	boolean isDead() throws IOException {
		if (this.pidNamespace != ownPidNamespace()) {
			return false;
		}
		try {
			return startTime(this.pid) != this.startTime;
		}
		catch (IOException ex) {
			return Files.notExists(PROC.resolve(String.valueOf(this.pid)));
		}
	}

	private static long startTime(long pid) throws IOException {
		String stat = Files.readString(PROC.resolve(pid + "/stat"));
		return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TIME_AFTER_NAME - 1]);
	}

	/**
	 * This process, which stays the same.
	 */
	private static final class Current {

		private static volatile @Nullable DirectoryOwner owner;

	}

}
