package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes that belong to a daemon's directory, found by their command lines: that
 * works without the daemon, and for one that an earlier JVM has left.
 */
final class DaemonProcesses {

	private static final Logger logger = LoggerFactory.getLogger(DaemonProcesses.class);

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private static final Duration PAUSE = Duration.ofMillis(5);

	private DaemonProcesses() {
	}

	/**
	 * Kills the daemon itself.
	 * @param directory the daemon's directory
	 */
	static void killDaemon(DaemonDirectory directory) {
		kill(find("--config", directory.config()));
	}

	/**
	 * Kills the shims of the daemon.
	 * @param directory the daemon's directory
	 * @return what ran below them and is left now
	 */
	static List<ProcessHandle> killShims(DaemonDirectory directory) {
		List<ProcessHandle> shims = find("-address", directory.socket());
		// Read before the shims die, for then their children belong to init.
		List<ProcessHandle> containers = shims.stream().flatMap(ProcessHandle::descendants).toList();
		// Without the containers: a living shim reacts to the end of its own.
		kill(shims);
		return containers;
	}

	private static List<ProcessHandle> find(String option, Path value) {
		return ProcessHandle.allProcesses().filter((process) -> hasArgument(process, option, value)).toList();
	}

	private static boolean hasArgument(ProcessHandle process, String option, Path value) {
		List<String> arguments = process.info().arguments().map(Arrays::asList).orElse(List.of());
		int position = arguments.indexOf(option);
		return position >= 0 && position + 1 < arguments.size() && arguments.get(position + 1).equals(value.toString());
	}

	/**
	 * Kills processes and waits for their end.
	 * @param processes the processes
	 */
	static void kill(List<ProcessHandle> processes) {
		processes.forEach(ProcessHandle::destroyForcibly);
		long deadline = System.nanoTime() + LIMIT.toNanos();
		// onExit() looks only every 300 ms and less for a process that is no child of
		// ours.
		while (processes.stream().anyMatch(DaemonProcesses::isRunning)) {
			if (System.nanoTime() - deadline > 0) {
				logger.warn("Some of the processes {} are left {} s after SIGKILL", processes, LIMIT.toSeconds());
				return;
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	/**
	 * A process that has ended stays in the table until its parent asks for its status,
	 * and an init that does so late, as that of many containers, would hold us up.
	 */
	private static boolean isRunning(ProcessHandle process) {
		if (!process.isAlive()) {
			return false;
		}
		try {
			String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
			// The name before the state may contain anything, a closing parenthesis
			// included.
			return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
		}
		catch (IOException ex) {
			return false;
		}
	}

}
