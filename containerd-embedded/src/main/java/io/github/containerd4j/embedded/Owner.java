package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JVM that a daemon's directory belongs to. The start time tells it from a later
 * process with the same number, and the PID namespace tells whether the number means
 * anything to us.
 *
 * @param pid the process identifier
 * @param startTime the start of the process, in clock ticks since the machine's boot
 * @param pidNamespace the PID namespace, as the kernel writes it
 */
record Owner(long pid, String startTime, String pidNamespace) {

	private static final Path PROC = Path.of("/proc");

	// proc(5): the 22nd field of stat; the second one may hold blanks, so fields are
	// counted after its closing parenthesis.
	private static final int START_TIME_AFTER_NAME = 20;

	static Owner current() throws IOException {
		long pid = ProcessHandle.current().pid();
		return new Owner(pid, startTime(pid), ownPidNamespace());
	}

	static Owner read(Path file) throws IOException {
		String[] fields = Files.readString(file).strip().split(" ");
		if (fields.length != 3) {
			throw new IOException(file + " is no owner file");
		}
		try {
			return new Owner(Long.parseLong(fields[0]), fields[1], fields[2]);
		}
		catch (NumberFormatException ex) {
			throw new IOException(file + " is no owner file", ex);
		}
	}

	void write(Path file) throws IOException {
		Files.writeString(file, this.pid + " " + this.startTime + " " + this.pidNamespace + "\n");
	}

	boolean isDead() throws IOException {
		if (!this.pidNamespace.equals(ownPidNamespace())) {
			return false;
		}
		try {
			return !startTime(this.pid).equals(this.startTime);
		}
		catch (IOException ex) {
			return Files.notExists(PROC.resolve(String.valueOf(this.pid)));
		}
	}

	private static String startTime(long pid) throws IOException {
		String stat = Files.readString(PROC.resolve(pid + "/stat"));
		return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TIME_AFTER_NAME - 1];
	}

	private static String ownPidNamespace() throws IOException {
		return Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
	}

}
