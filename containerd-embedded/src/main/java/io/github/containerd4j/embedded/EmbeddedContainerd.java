package io.github.containerd4j.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.github.containerd4j.connection.ContainerdAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A containerd daemon of one's own, beside any other on the machine, for development,
 * demonstrations and tests. It is a child process of this JVM with a socket, data and log
 * in a short temporary directory; CRI and NRI are off.
 * <p>
 * It needs Linux, root, and the programs {@code containerd},
 * {@code containerd-shim-runc-v2} and {@code runc}. Safe for use by many threads.
 * <p>
 * Whoever starts it closes it. The end of the JVM closes it too; what a killed JVM leaves
 * is removed when the next daemon starts on the machine.
 *
 * @since 0.1.0
 */
public final class EmbeddedContainerd implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedContainerd.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final Path binary;

	private final SearchPath searchPath;

	private final DaemonDirectory directory;

	private final Duration startTimeout;

	private final String version;

	private final Thread shutdownHook = new Thread(this::closeAtExit, "containerd-embedded-shutdown");

	private @Nullable DaemonProcess process;

	private boolean closed;

	EmbeddedContainerd(Path binary, SearchPath searchPath, DaemonDirectory directory, Duration startTimeout) {
		this.binary = binary;
		this.searchPath = searchPath;
		this.directory = directory;
		this.startTimeout = startTimeout;
		this.version = ContainerdBinary.version(binary);
	}

	void addShutdownHook() {
		Runtime.getRuntime().addShutdownHook(this.shutdownHook);
	}

	/**
	 * Starts describing a daemon.
	 * @return the builder
	 */
	public static EmbeddedContainerdBuilder builder() {
		return new EmbeddedContainerdBuilder();
	}

	/**
	 * Asks the daemon's program in a directory for its version, without starting it as a
	 * daemon.
	 * @param binDirectory the directory
	 * @return the version, such as {@code 1.7.24~ds1}
	 * @throws EmbeddedContainerdException if there is no such program
	 */
	public static String versionIn(Path binDirectory) {
		return ContainerdBinary.version(binDirectory.resolve(ContainerdBinary.NAME));
	}

	/**
	 * Where the daemon listens. Stays the same over restarts.
	 * @return the address, {@code unix://} and the path of the socket
	 */
	public String address() {
		return new ContainerdAddress.UnixSocket(this.directory.socket()).toString();
	}

	/**
	 * The version of the daemon, as its program tells it.
	 * @return the version, such as {@code 1.7.24~ds1}
	 */
	public String version() {
		return this.version;
	}

	/**
	 * The directory with everything of the daemon; gone after {@link #close()}.
	 * @return the directory
	 */
	public Path directory() {
		return this.directory.path();
	}

	/**
	 * What the daemon has logged, over all restarts; gone after {@link #close()}.
	 * @return the log file
	 */
	public Path logFile() {
		return this.directory.log();
	}

	/**
	 * The process identifier of the daemon; each start has another one.
	 * @return the identifier
	 * @throws EmbeddedContainerdException if it is not running
	 */
	public long pid() {
		this.lock.lock();
		try {
			return running().pid();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether the daemon's process is there. A frozen one is.
	 * @return {@code true} if it is running
	 */
	public boolean isRunning() {
		this.lock.lock();
		try {
			return this.process != null && this.process.isAlive();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Starts the daemon again after {@link #stop()} or {@link #kill()}, with the same
	 * address and data, and waits until it serves. Tasks that ran on meanwhile are found
	 * again. Has no effect while it is running.
	 * @throws EmbeddedContainerdException if it does not serve in time, with the end of
	 * its log, or if it was closed
	 */
	public void start() {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new EmbeddedContainerdException(this + " is closed");
			}
			if (isRunning()) {
				return;
			}
			DaemonProcess started = DaemonProcess.start(this.binary, this.searchPath, this.directory);
			this.process = started;
			new ServingProbe(started, this.directory).await(this.startTimeout);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Stops the daemon in order, within five seconds, else by force. Its tasks run on.
	 * Has no effect when it is not running.
	 */
	public void stop() {
		this.lock.lock();
		try {
			if (this.process != null) {
				this.process.stop();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Stops the daemon and starts it again; see {@link #stop()} and {@link #start()}.
	 */
	public void restart() {
		this.lock.lock();
		try {
			stop();
			start();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Kills the daemon with SIGKILL, as a crash would. Its tasks run on, and
	 * {@link #start()} starts it again. Has no effect when it is not running.
	 */
	public void kill() {
		this.lock.lock();
		try {
			if (this.process != null) {
				this.process.kill();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Stops the daemon's process in its tracks with SIGSTOP: its socket still accepts
	 * connections, but nobody answers.
	 * @throws EmbeddedContainerdException if it is not running
	 */
	public void freeze() {
		this.lock.lock();
		try {
			running().freeze();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Lets a frozen daemon go on.
	 * @throws EmbeddedContainerdException if it is not running
	 */
	public void thaw() {
		this.lock.lock();
		try {
			running().thaw();
		}
		finally {
			this.lock.unlock();
		}
	}

	private DaemonProcess running() {
		DaemonProcess current = this.process;
		if (current == null || !current.isAlive()) {
			throw new EmbeddedContainerdException(this + " is not running");
		}
		return current;
	}

	/**
	 * Makes the machine's own busybox an image of a namespace, unpacked for the default
	 * snapshotter. Doing it again has no effect.
	 * @param namespace the namespace
	 * @return the name of the image, {@link BusyboxImage#REFERENCE}
	 * @throws EmbeddedContainerdException if there is no static busybox, or the image
	 * cannot be built
	 */
	public String importBusybox(String namespace) {
		return new BusyboxImport(address()).into(namespace);
	}

	/**
	 * Runs the daemon's own command line client against it, at most for a minute.
	 * @param arguments what follows {@code ctr --address ...}
	 * @return what it wrote to its standard output
	 * @throws EmbeddedContainerdException if it is not installed or ends with an error;
	 * the message has its output
	 */
	public String ctr(String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(this.searchPath.require("ctr", "containerd").toString());
		command.addAll(List.of("--address", this.directory.socket().toString()));
		command.addAll(List.of(arguments));
		Command.Result result = Command.run(command);
		if (!result.isSuccess()) {
			throw new EmbeddedContainerdException("%s ended with exit code %d: %s".formatted(String.join(" ", command),
					result.exitCode(), (result.errors() + result.output()).strip()));
		}
		return result.output();
	}

	/**
	 * Stops the daemon, kills its tasks, and removes its mounts, control groups and
	 * directory. Takes some tens of milliseconds, and at most some ten seconds. Closing
	 * twice has no effect.
	 * @throws EmbeddedContainerdException if something cannot be removed; another call
	 * tries again
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			if (this.closed && Files.notExists(directory())) {
				return;
			}
			this.closed = true;
			stop();
			Cleanup.remove(this.directory, this.searchPath);
			logger.debug("Removed {}", directory());
			removeShutdownHook();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void closeAtExit() {
		try {
			close();
		}
		catch (RuntimeException ex) {
			logger.warn("Cannot remove {}, the next private daemon will", directory(), ex);
		}
	}

	private void removeShutdownHook() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.shutdownHook);
		}
		catch (IllegalStateException ex) {
			logger.trace("The JVM is shutting down", ex);
		}
	}

	@Override
	public String toString() {
		return "containerd " + this.version + " at " + address();
	}

}
