package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.rpc.RpcClient;

/**
 * Processes by the ids that the daemon tells, where those mean processes of this machine.
 *
 * @since 0.1.0
 */
public final class HostProcesses {

	private static final Path PROC = Path.of("/proc");

	private final DaemonHost host;

	private final Path proc;

	HostProcesses(DaemonHost host, Path proc) {
		this.host = host;
		this.proc = proc;
	}

	/**
	 * Makes the view of this machine.
	 * @param rpc makes the calls that tell whether the daemon is on it
	 * @return the view
	 */
	public static HostProcesses over(RpcClient rpc) {
		return new HostProcesses(new DaemonHost(rpc), PROC);
	}

	/**
	 * Whether the daemon's process ids are those of this machine, as far as can be known.
	 * Asks the daemon.
	 * @return {@code false} for a daemon behind TCP or in another PID namespace
	 */
	public boolean areVisible() {
		try {
			this.host.require("read processes");
			return true;
		}
		catch (ContainerdException ex) {
			return false;
		}
	}

	/**
	 * Fails where {@link #areVisible()} is {@code false}. Asks the daemon.
	 * @param operation what is wanted, for the message
	 * @throws io.github.containerd4j.FailedPreconditionException if the daemon is known
	 * to be on another host
	 * @throws io.github.containerd4j.UnimplementedException if this is not Linux
	 */
	public void require(String operation) {
		this.host.require(operation);
	}

	/**
	 * Reads a process.
	 * @param pid its id
	 * @return what the kernel tells; empty if it is gone or hidden from our user
	 */
	public Optional<HostProcess> find(int pid) {
		Path directory = this.proc.resolve(Integer.toString(pid));
		try {
			return Optional.of(parse(pid, read(directory.resolve("stat")), read(directory.resolve("cmdline"))));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Finds a file as a process sees it: in its root, with its mounts. Symbolic links
	 * mean what they mean there, and do not lead out.
	 * @param pid the process
	 * @param path an absolute path in its root
	 * @return the path as this process sees it, good as long as that process lives
	 * @throws IOException if the process is gone, belongs to somebody else, or a link
	 * cannot be read
	 */
	public Path resolve(int pid, String path) throws IOException {
		return RootedPath.resolve(this.proc.resolve(Integer.toString(pid)).resolve("root"), path);
	}

	private static String read(Path file) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
	}

	/**
	 * See proc(5): the name stands in parentheses and may contain some itself.
	 */
	private static HostProcess parse(int pid, String stat, String commandLine) throws IOException {
		int open = stat.indexOf('(');
		int close = stat.lastIndexOf(')');
		String[] fields = (open >= 0 && close > open) ? stat.substring(close + 1).strip().split(" ") : new String[0];
		if (fields.length < 2 || fields[0].isEmpty()) {
			throw new IOException("this is no line of proc(5): " + stat);
		}
		return new HostProcess(pid, Integer.parseInt(fields[1]), stat.substring(open + 1, close), fields[0].charAt(0),
				commandLine.isEmpty() ? List.of()
						: List.of(commandLine.split("\0", -1)).subList(0, count(commandLine)));
	}

	// Each argument is ended by a zero, so the last piece is no argument; a program that
	// rewrote its title may have left none.
	private static int count(String commandLine) {
		int pieces = commandLine.split("\0", -1).length;
		return commandLine.endsWith("\0") ? pieces - 1 : pieces;
	}

}
