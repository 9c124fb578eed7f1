package io.github.containerd4j.test;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.embedded.EmbeddedContainerd;

/**
 * The daemon that a test runs on. Other tests use it at the same time, so a test that
 * stops, kills or freezes a daemon takes {@link #startPrivate() one of its own}.
 */
public final class TestDaemon implements AutoCloseable {

	private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

	private final EmbeddedContainerd daemon;

	private final Path binDirectory;

	private final ContainerdClient client;

	private final AtomicInteger namespaces = new AtomicInteger();

	private final Collection<Namespace> handedOut = new ConcurrentLinkedQueue<>();

	TestDaemon(EmbeddedContainerd daemon, Path binDirectory) {
		this.daemon = daemon;
		this.binDirectory = binDirectory;
		this.client = ContainerdClient.create(daemon.address());
	}

	/**
	 * A client that all tests share; it must not be closed.
	 * @return the client
	 */
	public ContainerdClient client() {
		return this.client;
	}

	/**
	 * Where the daemon listens.
	 * @return the address
	 */
	public String address() {
		return this.daemon.address();
	}

	/**
	 * The directory with root, state and log of the daemon.
	 * @return the directory
	 */
	public Path directory() {
		return this.daemon.directory();
	}

	/**
	 * The directory with the daemon's programs.
	 * @return the directory
	 */
	public Path binDirectory() {
		return this.binDirectory;
	}

	/**
	 * The version of the daemon.
	 * @return the version, such as {@code 1.7.24~ds1}
	 */
	public String version() {
		return this.daemon.version();
	}

	/**
	 * Which daemon of the matrix it is, so that each can take another share of what takes
	 * long and must be tested with one of them.
	 * @return the number, from 0 on
	 */
	public int number() {
		return DaemonMatrix.binDirectories().indexOf(this.binDirectory);
	}

	/**
	 * Whether the daemon is of this version or a newer one.
	 * @param version major and minor version, such as {@code 1.7}
	 * @return {@code true} if it is
	 */
	public boolean isAtLeast(String version) {
		return order(version()) >= order(version);
	}

	private static int order(String version) {
		Matcher matcher = VERSION.matcher(version);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("'" + version + "' is no version");
		}
		return Integer.parseInt(matcher.group(1)) * 1000 + Integer.parseInt(matcher.group(2));
	}

	/**
	 * Runs the daemon's own {@code ctr}, an independent witness.
	 * @param arguments what follows {@code ctr --address ...}, from the namespace on
	 * @return its standard output
	 * @throws io.github.containerd4j.embedded.EmbeddedContainerdException if it ends with
	 * an error
	 */
	public String ctr(String... arguments) {
		return this.daemon.ctr(arguments);
	}

	/**
	 * Runs the daemon's own {@code ctr} in a namespace.
	 * @param namespace the namespace
	 * @param arguments what follows {@code ctr --address ... --namespace ...}
	 * @return its standard output
	 * @throws io.github.containerd4j.embedded.EmbeddedContainerdException if it ends with
	 * an error
	 */
	public String ctr(Namespace namespace, String... arguments) {
		return ctr(
				Stream.concat(Stream.of("--namespace", namespace.name()), Stream.of(arguments)).toArray(String[]::new));
	}

	/**
	 * Makes busybox an image of a namespace, unpacked for the default snapshotter.
	 * @param namespace the namespace
	 * @return the name of the image
	 */
	public String importBusybox(Namespace namespace) {
		return this.daemon.importBusybox(namespace.name());
	}

	/**
	 * A namespace that nobody has used yet, on this machine: runc knows only one of each
	 * name. It is removed when the daemon closes, unless {@link #remove(Namespace)} was
	 * called before.
	 * @return the namespace
	 */
	public Namespace newNamespace() {
		String name = "t" + Long.toString(this.daemon.pid(), 36) + "-" + this.namespaces.incrementAndGet();
		Namespace namespace = this.client.namespace(name);
		this.handedOut.add(namespace);
		return namespace;
	}

	/**
	 * Kills and deletes everything in a namespace and the namespace itself.
	 * @param namespace the namespace
	 */
	public void remove(Namespace namespace) {
		new NamespaceCleaner(this.client, namespace).clean();
		this.handedOut.removeIf((other) -> other.name().equals(namespace.name()));
	}

	/**
	 * Starts another daemon of the same version, which may be stopped, killed and frozen.
	 * @return the running daemon, to be closed by the test
	 */
	public EmbeddedContainerd startPrivate() {
		return EmbeddedContainerd.builder().binDirectory(this.binDirectory).start();
	}

	/**
	 * Starts another daemon of the same version, which looks elsewhere for the programs
	 * that do not come with it.
	 * @param searchPath directories, separated by colons
	 * @return the running daemon, to be closed by the test
	 */
	public EmbeddedContainerd startPrivate(String searchPath) {
		return EmbeddedContainerd.builder().binDirectory(this.binDirectory).searchPath(searchPath).start();
	}

	/**
	 * Removes the namespaces, closes the client and the daemon. JUnit calls it after the
	 * last test.
	 */
	@Override
	public void close() {
		try (EmbeddedContainerd closing = this.daemon; ContainerdClient closingToo = this.client) {
			List.copyOf(this.handedOut).forEach(this::remove);
		}
	}

	@Override
	public String toString() {
		return this.daemon.toString();
	}

}
