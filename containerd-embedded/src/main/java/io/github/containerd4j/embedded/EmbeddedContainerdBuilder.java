package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Describes and starts a private daemon. Not safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class EmbeddedContainerdBuilder {

	private @Nullable Path binary;

	private SearchPath searchPath = SearchPath.ofEnvironment();

	private Path parent = Path.of("/tmp");

	private Duration startTimeout = Duration.ofSeconds(30);

	private String configuration = "";

	private boolean closedAtExit = true;

	EmbeddedContainerdBuilder() {
	}

	/**
	 * Uses this program in place of the {@code containerd} on the search path.
	 * @param binary the daemon's program; its own directory comes first on the daemon's
	 * search path
	 * @return this builder
	 */
	public EmbeddedContainerdBuilder binary(Path binary) {
		this.binary = binary;
		return this;
	}

	/**
	 * Uses the {@code containerd} of this directory, and its shim and {@code ctr}.
	 * @param binDirectory the directory with the programs; it comes first on the daemon's
	 * search path
	 * @return this builder
	 */
	public EmbeddedContainerdBuilder binDirectory(Path binDirectory) {
		return binary(binDirectory.resolve(ContainerdBinary.NAME));
	}

	/**
	 * Sets where the daemon and the programs that it runs are looked for; the
	 * {@code PATH} of this JVM by default.
	 * @param searchPath directories, separated by colons
	 * @return this builder
	 */
	public EmbeddedContainerdBuilder searchPath(String searchPath) {
		this.searchPath = new SearchPath(searchPath);
		return this;
	}

	/**
	 * Sets where the daemon's directory is made; {@code /tmp} by default, because the
	 * path of a socket is limited to 107 bytes. Directories that killed JVMs have left
	 * there are removed.
	 * @param parent an existing directory
	 * @return this builder
	 */
	public EmbeddedContainerdBuilder parent(Path parent) {
		this.parent = parent;
		return this;
	}

	/**
	 * Sets how long the daemon may take until it serves; 30 seconds by default.
	 * @param startTimeout the longest time to wait
	 * @return this builder
	 */
	public EmbeddedContainerdBuilder startTimeout(Duration startTimeout) {
		this.startTimeout = startTimeout;
		return this;
	}

	/**
	 * Adds tables to the daemon's configuration.
	 * @param toml the tables, in the format of version 2
	 * @return this builder
	 */
	public EmbeddedContainerdBuilder configuration(String toml) {
		this.configuration = toml;
		return this;
	}

	/**
	 * Sets whether the daemon is closed when the JVM ends; {@code true} by default. An
	 * application that closes it in an order of its own, after what uses the daemon,
	 * turns this off: all shutdown hooks run at the same time.
	 * @param closedAtExit whether to add a shutdown hook
	 * @return this builder
	 */
	public EmbeddedContainerdBuilder closedAtExit(boolean closedAtExit) {
		this.closedAtExit = closedAtExit;
		return this;
	}

	/**
	 * Starts the daemon and waits until it serves.
	 * @return the running daemon, to be closed
	 * @throws EmbeddedContainerdException if this is not Linux, we are not root, a
	 * program is missing, or the daemon does not serve in time
	 */
	public EmbeddedContainerd start() {
		Requirements.checkSystem();
		Path program = program();
		SearchPath path = this.searchPath.startingWith(program.toAbsolutePath().resolveSibling(""));
		Requirements.checkPrograms(path);
		Requirements.checkUser();
		Cleanup.removeAbandoned(this.parent, path);
		EmbeddedContainerd daemon = new EmbeddedContainerd(program, path, prepareDirectory(), this.startTimeout);
		if (this.closedAtExit) {
			daemon.addShutdownHook();
		}
		try {
			daemon.start();
			return daemon;
		}
		catch (EmbeddedContainerdException ex) {
			closeAfter(ex, daemon);
			throw ex;
		}
	}

	private Path program() {
		if (this.binary == null) {
			return this.searchPath.require(ContainerdBinary.NAME, "containerd");
		}
		if (!Files.isExecutable(this.binary)) {
			throw new EmbeddedContainerdException(
					"there is no program " + this.binary + "; install containerd there, or name another directory");
		}
		return this.binary;
	}

	private DaemonDirectory prepareDirectory() {
		try {
			DaemonDirectory directory = DaemonDirectory.create(this.parent.toRealPath());
			Files.writeString(directory.config(), DaemonConfig.render(directory, this.configuration));
			return directory;
		}
		catch (IOException ex) {
			throw new EmbeddedContainerdException("cannot make a directory for the daemon in " + this.parent, ex);
		}
	}

	private static void closeAfter(EmbeddedContainerdException failure, EmbeddedContainerd daemon) {
		try {
			daemon.close();
		}
		catch (EmbeddedContainerdException ex) {
			failure.addSuppressed(ex);
		}
	}

}
