package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel says about the threads of a process.
 * <p>
 * Source: proc(5). The state is the field after the name in parentheses, {@code T} for a
 * thread that was stopped by a signal.
 */
final class ThreadStates {

	private static final char STOPPED = 'T';

	private ThreadStates() {
	}

	static boolean areAllStopped(long pid) {
		try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "task"))) {
			for (Path thread : threads) {
				String stat = Files.readString(thread.resolve("stat"));
				if (stat.charAt(stat.lastIndexOf(')') + 2) != STOPPED) {
					return false;
				}
			}
			return true;
		}
		catch (IOException ex) {
			// A thread ended between listing and reading.
			return false;
		}
	}

}
