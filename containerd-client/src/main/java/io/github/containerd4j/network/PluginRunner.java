package io.github.containerd4j.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.github.containerd4j.ErrorCode;

/**
 * Runs plugins as child processes, each for a limited time.
 *
 * @param directories where plugins are looked for
 * @param timeout the longest time that one run may take
 */
record PluginRunner(List<Path> directories, Duration timeout) {

	private static final int MAX_OUTPUT = 1 << 20;

	private static final long LOOK_MILLIS = 200;

	private static final long FIRST_RETRY_MILLIS = 5;

	private static final int ETXTBSY_RETRIES = 10;

	// The JDK tells ETXTBSY only in its text: "error=26" in 17, "error: 26" in 25.
	private static final Pattern BUSY = Pattern.compile("error[=:] ?26\\b");

	// iptables and ip are there, and a service's PATH often lacks them.
	private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

	/**
	 * Runs a plugin.
	 * @return what it printed
	 * @throws CniException if it failed, cannot be run or does not end in time
	 */
	String run(PluginCall call) {
		Path program = find(call);
		long deadline = System.nanoTime() + this.timeout.toNanos();
		try (PluginFiles files = PluginFiles.create(call.input())) {
			Process process = start(call, program, files);
			files.unlink();
			try {
				await(call, process, files, deadline);
			}
			finally {
				kill(process);
			}
			return answer(call, process.exitValue(), files);
		}
		catch (IOException ex) {
			throw call.failed(ErrorCode.UNKNOWN, String.valueOf(ex.getMessage()), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw call.failed(ErrorCode.CANCELLED, "the calling thread was interrupted", ex);
		}
	}

	private Path find(PluginCall call) {
		return this.directories.stream()
			.map((directory) -> directory.resolve(call.plugin()))
			.filter(Files::isRegularFile)
			.findFirst()
			.orElseThrow(
					() -> call.failed(ErrorCode.NOT_FOUND,
							"it is in none of the directories " + this.directories
									+ "; install it (Debian: containernetworking-plugins), or name its directory",
							null));
	}

	private Process start(PluginCall call, Path program, PluginFiles files) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(program.toString());
		files.redirect(builder);
		Map<String, String> environment = builder.environment();
		environment.keySet().removeIf((name) -> name.startsWith("CNI_"));
		environment.merge("PATH", SYSTEM_PATH, (own, system) -> own + ":" + system);
		environment.putAll(call.environment());
		environment.put("CNI_PATH", String.join(":", this.directories.stream().map(Path::toString).toList()));
		for (int attempt = 0;; attempt++) {
			try {
				return builder.start();
			}
			catch (IOException ex) {
				if (attempt == ETXTBSY_RETRIES || !isBusy(ex)) {
					throw call.failed(ErrorCode.FAILED_PRECONDITION, program + " cannot be executed: " + reason(ex),
							ex);
				}
				// Somebody writes the file: it is being installed, or, in a program with
				// many threads, a child that has not executed yet still holds it open.
				TimeUnit.MILLISECONDS.sleep(FIRST_RETRY_MILLIS << attempt);
			}
		}
	}

	private static boolean isBusy(IOException ex) {
		return BUSY.matcher(String.valueOf(ex.getMessage())).find();
	}

	private static String reason(IOException ex) {
		return String.valueOf(ex.getMessage()).replaceFirst("^Cannot run program \"[^\"]*\": ", "");
	}

	private void await(PluginCall call, Process process, PluginFiles files, long deadline)
			throws IOException, InterruptedException {
		long left = deadline - System.nanoTime();
		while (!process.waitFor(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)), TimeUnit.NANOSECONDS)) {
			left = deadline - System.nanoTime();
			if (left <= 0) {
				throw call.failed(ErrorCode.DEADLINE_EXCEEDED,
						"it did not end within " + this.timeout.toMillis() + " ms and was killed", null);
			}
			requireOutput(call, files);
		}
		requireOutput(call, files);
	}

	private static void requireOutput(PluginCall call, PluginFiles files) throws IOException {
		if (files.size() > MAX_OUTPUT) {
			throw call.failed(ErrorCode.RESOURCE_EXHAUSTED,
					"it printed more than " + MAX_OUTPUT + " bytes, beginning with " + files.shown(), null);
		}
	}

	// What a plugin has started, such as iptables or another plugin, goes with it.
	private static void kill(Process process) {
		if (process.isAlive()) {
			List<ProcessHandle> children = process.descendants().toList();
			process.destroyForcibly();
			children.forEach(ProcessHandle::destroyForcibly);
		}
	}

	private static String answer(PluginCall call, int exitValue, PluginFiles files) throws IOException {
		String output = files.output(MAX_OUTPUT);
		if (exitValue == 0) {
			return output;
		}
		PluginError error = PluginError.find(output);
		if (error != null) {
			throw call.answered(error);
		}
		String shown = files.shown();
		throw call.failed(ErrorCode.UNKNOWN,
				"it ended with " + exitValue + (shown.isEmpty() ? " and said nothing" : ": " + shown), null);
	}

}
