package io.github.containerd4j.connection;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.containerd4j.ErrorCode;

/**
 * Why a socket cannot be connected, in a sentence that says what to do. gRPC itself only
 * says "io exception".
 *
 * @param code {@link ErrorCode#PERMISSION_DENIED} or {@link ErrorCode#UNAVAILABLE}
 * @param problem what is wrong
 * @param action what the operator can do
 * @since 0.1.0
 */
public record SocketDiagnosis(ErrorCode code, String problem, String action) {

	private static final int FILE_TYPE_MASK = 0170000;

	private static final int SOCKET_TYPE = 0140000;

	private static final int PERMISSION_MASK = 07777;

	/**
	 * Connects to the socket once and closes that connection again. Returns at once: a
	 * Unix socket answers or refuses without waiting.
	 * @param socket the path of the socket
	 * @return what is wrong; empty if something listens there
	 */
	public static Optional<SocketDiagnosis> of(Path socket) {
		try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
			return Optional.empty();
		}
		catch (IOException ex) {
			return Optional.of(explain(socket, ex));
		}
	}

	private static SocketDiagnosis explain(Path socket, IOException failure) {
		Map<String, Object> attributes;
		try {
			attributes = Files.readAttributes(socket, "unix:mode,owner,group");
		}
		catch (IOException ex) {
			return missing(socket);
		}
		int mode = (Integer) attributes.getOrDefault("mode", 0);
		if ((mode & FILE_TYPE_MASK) != SOCKET_TYPE) {
			return new SocketDiagnosis(ErrorCode.UNAVAILABLE, socket + " exists but is no socket",
					"point the address at the socket that containerd listens on");
		}
		// Only the text tells: the JDK has no exception of its own for EACCES.
		if (!String.valueOf(failure.getMessage()).contains("Permission denied")) {
			return new SocketDiagnosis(ErrorCode.UNAVAILABLE,
					"nothing listens on the socket " + socket + " (" + failure.getMessage() + ")",
					"start containerd, or point the address at its socket");
		}
		return new SocketDiagnosis(ErrorCode.PERMISSION_DENIED,
				"no permission to connect to the socket %s (owner %s, group %s, mode %04o) as uid %s".formatted(socket,
						attributes.get("owner"), attributes.get("group"), mode & PERMISSION_MASK, ownUid()),
				"run as root or as a member of the socket's group, or set 'uid' and 'gid' in the [grpc] section of"
						+ " containerd's configuration");
	}

	private static SocketDiagnosis missing(Path socket) {
		Path directory = socket.getParent();
		if (directory != null && Files.isDirectory(directory) && !Files.isExecutable(directory)) {
			return new SocketDiagnosis(ErrorCode.PERMISSION_DENIED,
					"no permission to enter " + directory + " as uid " + ownUid(),
					"run as root or as a user who may enter the directory");
		}
		return new SocketDiagnosis(ErrorCode.UNAVAILABLE, "there is no socket " + socket,
				"start containerd, or point the address at its socket");
	}

	// proc(5): the line holds the real, effective, saved and file system uid. The owner
	// of
	// /proc/self itself is root for everybody.
	private static String ownUid() {
		try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
			return status.filter((line) -> line.startsWith("Uid:"))
				.map((line) -> line.split("\\s+")[2])
				.findFirst()
				.orElseGet(SocketDiagnosis::ownName);
		}
		catch (IOException ex) {
			return ownName();
		}
	}

	private static String ownName() {
		return System.getProperty("user.name");
	}

	/**
	 * Problem and action in one line.
	 * @return the sentence
	 */
	public String describe() {
		return this.problem + "; " + this.action;
	}

}
