package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the daemon.
 */
final class DaemonProcess {

	private static final Logger logger = LoggerFactory.getLogger(DaemonProcess.class);

	private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

	private static final Duration PAUSE = Duration.ofMillis(1);

	private static final int TAIL_LINES = 20;

	private final Process process;

	private final Path log;

	private boolean frozen;

	private DaemonProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	static DaemonProcess start(Path binary, SearchPath searchPath, DaemonDirectory directory) {
		List<String> command = new ArrayList<>();
		// A session of its own: Ctrl-C in the terminal goes to the JVM alone, which then
		// stops the daemon in order. setsid executes in place, so the pid is the
		// daemon's.
		searchPath.find("setsid").ifPresent((setsid) -> command.add(setsid.toString()));
		command.addAll(List.of(binary.toString(), "--config", directory.config().toString()));
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.path().toFile())
			.redirectInput(Path.of("/dev/null").toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log().toFile()));
		// The daemon finds its shim, and the shim finds runc, on this path.
		builder.environment().put("PATH", searchPath.value());
		try {
			Process process = builder.start();
			logger.debug("Started {} in {} as process {}", binary, directory.path(), process.pid());
			return new DaemonProcess(process, directory.log());
		}
		catch (IOException ex) {
			throw new EmbeddedContainerdException("cannot start " + binary, ex);
		}
	}

	long pid() {
		return this.process.pid();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	void stop() {
		if (this.frozen && isAlive()) {
			thaw();
		}
		this.process.destroy();
		if (!hasEnded()) {
			logger.warn("containerd (process {}) did not end on SIGTERM within {} s, killing it", pid(),
					STOP_LIMIT.toSeconds());
			kill();
		}
	}

	void kill() {
		this.process.destroyForcibly();
		if (!hasEnded()) {
			throw new EmbeddedContainerdException("containerd (process " + pid() + ") does not end on SIGKILL");
		}
	}

	// Goes on waiting when it is interrupted: a process that is still there would be
	// taken
	// for a running one by the next start.
	private boolean hasEnded() {
		long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return this.process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	void freeze() {
		signal("STOP");
		this.frozen = true;
		awaitStopped();
	}

	// Each thread stops when it next comes out of the kernel or is scheduled, which may
	// be
	// after kill has returned.
	private void awaitStopped() {
		long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
		while (!ThreadStates.areAllStopped(pid())) {
			if (System.nanoTime() - deadline > 0) {
				throw new EmbeddedContainerdException("containerd (process " + pid() + ") does not stop on SIGSTOP");
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	void thaw() {
		signal("CONT");
		this.frozen = false;
	}

	private void signal(String name) {
		if (!isAlive()) {
			throw new EmbeddedContainerdException("containerd (process " + pid() + ") is not running");
		}
		// The JDK sends only TERM and KILL.
		Command.Result result = Command.run(List.of("/bin/sh", "-c", "kill -" + name + " " + pid()));
		if (!result.isSuccess()) {
			throw new EmbeddedContainerdException("cannot send SIG" + name + ": " + result.errors().strip());
		}
	}

	/**
	 * The end of the log, to be shown when the daemon does not start.
	 * @return the last lines
	 */
	String logTail() {
		try {
			List<String> lines = new String(Files.readAllBytes(this.log), StandardCharsets.UTF_8).lines().toList();
			return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
		}
		catch (IOException ex) {
			return "no log: " + ex.getMessage();
		}
	}

}
