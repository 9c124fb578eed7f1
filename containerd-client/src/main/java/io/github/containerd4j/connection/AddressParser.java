package io.github.containerd4j.connection;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.github.containerd4j.InvalidArgumentException;

/**
 * The accepted forms of an address.
 */
final class AddressParser {

	// sun_path of sockaddr_un has 108 bytes, the last one is the terminating zero.
	private static final int MAX_SOCKET_PATH_BYTES = 107;

	private AddressParser() {
	}

	static ContainerdAddress parse(String text) {
		if (text.startsWith("unix:")) {
			return unixSocket(text, unixPath(text, text.substring("unix:".length())));
		}
		if (text.startsWith("tcp://")) {
			return tcpHost(text, text.substring("tcp://".length()));
		}
		if (text.startsWith("npipe:") || text.startsWith("\\\\")) {
			throw invalid(text, "Windows named pipes are not supported");
		}
		return unixSocket(text, text);
	}

	private static String unixPath(String text, String afterScheme) {
		if (!afterScheme.startsWith("//")) {
			return afterScheme;
		}
		if (!afterScheme.startsWith("///")) {
			throw invalid(text, "a unix: address has no host, write unix:///path with three slashes");
		}
		return afterScheme.substring(2);
	}

	private static ContainerdAddress unixSocket(String text, String path) {
		if (!path.startsWith("/")) {
			throw invalid(text, "expected an absolute socket path, unix:///path, or tcp://host:port");
		}
		int bytes = path.getBytes(StandardCharsets.UTF_8).length;
		if (bytes > MAX_SOCKET_PATH_BYTES) {
			throw invalid(text, "the path has " + bytes + " bytes, a Unix socket allows " + MAX_SOCKET_PATH_BYTES);
		}
		try {
			return new ContainerdAddress.UnixSocket(Path.of(path));
		}
		catch (InvalidPathException ex) {
			throw invalid(text, ex.getReason());
		}
	}

	private static ContainerdAddress tcpHost(String text, String hostAndPort) {
		int colon = hostAndPort.lastIndexOf(':');
		if (colon <= 0) {
			throw invalid(text, "expected tcp://host:port");
		}
		String host = hostAndPort.substring(0, colon);
		if (host.contains("/") || (host.contains(":") && !(host.startsWith("[") && host.endsWith("]")))) {
			throw invalid(text, "expected tcp://host:port, an IPv6 address in brackets");
		}
		return new ContainerdAddress.TcpHost(host, port(text, hostAndPort.substring(colon + 1)));
	}

	private static int port(String text, String digits) {
		try {
			int port = Integer.parseInt(digits);
			if (port >= 1 && port <= 65535) {
				return port;
			}
		}
		catch (NumberFormatException ex) {
			// said below, with the address
		}
		throw invalid(text, "the port must be a number from 1 to 65535");
	}

	private static InvalidArgumentException invalid(String text, String reason) {
		return InvalidArgumentException.of("containerd address", text, reason);
	}

}
