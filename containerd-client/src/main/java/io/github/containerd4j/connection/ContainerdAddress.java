package io.github.containerd4j.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;

/**
 * Where a containerd daemon listens.
 *
 * @since 0.1.0
 */
public sealed interface ContainerdAddress {

	/** The socket of a rootful daemon. */
	Path DEFAULT_SOCKET = Path.of("/run/containerd/containerd.sock");

	/** The environment variable that {@code ctr} reads its address from. */
	String ADDRESS_VARIABLE = "CONTAINERD_ADDRESS";

	/**
	 * A Unix socket on this machine: how containerd is meant to be reached.
	 *
	 * @param path the absolute path of the socket
	 */
	record UnixSocket(Path path) implements ContainerdAddress {

		@Override
		public boolean isLocal() {
			return true;
		}

		@Override
		public String toString() {
			return "unix://" + this.path;
		}

	}

	/**
	 * A TCP address. The daemon's own TCP listener serves only CRI, so this means
	 * somebody's proxy before the socket: what needs the daemon's files does not work
	 * through it.
	 *
	 * @param host the name or address of the host
	 * @param port the port
	 */
	record TcpHost(String host, int port) implements ContainerdAddress {

		@Override
		public boolean isLocal() {
			return false;
		}

		@Override
		public String toString() {
			return "tcp://" + this.host + ":" + this.port;
		}

	}

	/**
	 * Whether the daemon runs on this machine, so that paths mean the same on both sides.
	 * @return {@code true} for a Unix socket
	 */
	boolean isLocal();

	/**
	 * Reads an address. Accepted are an absolute path, {@code unix:///path},
	 * {@code unix:/path} and {@code tcp://host:port} (a proxy before the socket).
	 * @param text the address
	 * @return the parsed address
	 * @throws InvalidArgumentException if the form is none of these, or the path is
	 * longer than the 107 bytes that a Unix socket may have
	 */
	static ContainerdAddress parse(String text) {
		return AddressParser.parse(text);
	}

	/**
	 * Finds the address as {@code ctr} does, and goes one step further for rootless
	 * daemons: {@code CONTAINERD_ADDRESS}, else {@code /run/containerd/containerd.sock}
	 * if it exists, else {@code $XDG_RUNTIME_DIR/containerd/containerd.sock} if it
	 * exists, else the rootful default, whether it exists or not.
	 * @return the address
	 * @throws InvalidArgumentException if {@code CONTAINERD_ADDRESS} is set and malformed
	 */
	static ContainerdAddress detect() {
		return detect(System.getenv());
	}

	/**
	 * Finds the address by the rules of {@link #detect()} in a given environment.
	 * @param environment the environment variables
	 * @return the address
	 * @throws InvalidArgumentException if {@code CONTAINERD_ADDRESS} is set and malformed
	 */
	static ContainerdAddress detect(Map<String, String> environment) {
		String variable = environment.get(ADDRESS_VARIABLE);
		if (variable != null && !variable.isEmpty()) {
			return parse(variable);
		}
		String runtimeDirectory = environment.get("XDG_RUNTIME_DIR");
		if (!Files.exists(DEFAULT_SOCKET) && runtimeDirectory != null && !runtimeDirectory.isEmpty()) {
			Path rootless = Path.of(runtimeDirectory, "containerd", "containerd.sock");
			if (Files.exists(rootless)) {
				return new UnixSocket(rootless);
			}
		}
		return new UnixSocket(DEFAULT_SOCKET);
	}

}
