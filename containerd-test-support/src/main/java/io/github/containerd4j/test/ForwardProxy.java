package io.github.containerd4j.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A forward proxy as companies have them, on a free port of this machine: it makes
 * tunnels for TLS ({@code CONNECT}) and passes plain HTTP on. It knows one name that
 * nobody else does, for this machine.
 */
public final class ForwardProxy implements AutoCloseable {

	/** A name that only the proxy knows; it means this machine. */
	public static final String HOST = "registry.behind-proxy.test";

	private static final int MAX_HEAD = 32 * 1024;

	private final ServerSocket server;

	private final String authorization;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private ForwardProxy(String authorization) throws IOException {
		this.authorization = authorization;
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.threads.execute(this::accept);
	}

	/**
	 * Starts a proxy for everybody.
	 * @return the proxy
	 */
	public static ForwardProxy open() {
		return start("");
	}

	/**
	 * Starts a proxy for one user.
	 * @param user the user
	 * @param password the password
	 * @return the proxy
	 */
	public static ForwardProxy withPassword(String user, String password) {
		return start("Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
	}

	private static ForwardProxy start(String authorization) {
		try {
			return new ForwardProxy(authorization);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Where it listens.
	 * @return host and port
	 */
	public String address() {
		return "127.0.0.1:" + this.server.getLocalPort();
	}

	/**
	 * The port it listens on.
	 * @return the port
	 */
	public int port() {
		return this.server.getLocalPort();
	}

	/**
	 * The first line of each connection.
	 * @return for instance {@code CONNECT registry.behind-proxy.test:5000 HTTP/1.1}
	 */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	private void accept() {
		try {
			while (!this.server.isClosed()) {
				Socket client = this.server.accept();
				this.sockets.add(client);
				this.threads.execute(() -> serve(client));
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private void serve(Socket client) {
		try (client) {
			byte[] head = readHead(client.getInputStream());
			String text = new String(head, StandardCharsets.ISO_8859_1);
			String first = text.lines().findFirst().orElse("");
			this.requests.add(first);
			if (!isAuthorized(text)) {
				answer(client, "HTTP/1.1 407 Proxy Authentication Required\r\n"
						+ "Proxy-Authenticate: Basic realm=\"tests\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
				return;
			}
			String target = first.split(" ")[1];
			boolean tunnel = first.startsWith("CONNECT ");
			try (Socket registry = connect(tunnel ? URI.create("https://" + target) : URI.create(target))) {
				if (tunnel) {
					answer(client, "HTTP/1.1 200 Connection established\r\n\r\n");
				}
				else {
					// Registries understand addresses with a host as well.
					registry.getOutputStream().write(head);
				}
				this.threads.execute(() -> copy(client, registry));
				copy(registry, client);
			}
		}
		catch (IOException ex) {
			// One side is gone, and closing ends the other.
		}
		finally {
			this.sockets.remove(client);
		}
	}

	private boolean isAuthorized(String head) {
		return this.authorization.isEmpty()
				|| head.lines().anyMatch(("Proxy-Authorization: " + this.authorization)::equalsIgnoreCase);
	}

	private Socket connect(URI target) throws IOException {
		Socket socket = new Socket(target.getHost().equals(HOST) ? "127.0.0.1" : target.getHost(), target.getPort());
		this.sockets.add(socket);
		return socket;
	}

	private static byte[] readHead(InputStream input) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		int end = 0;
		while (end < 4) {
			int next = input.read();
			if (next < 0 || head.size() > MAX_HEAD) {
				throw new IOException("no head");
			}
			head.write(next);
			boolean expected = next == (((end % 2) == 0) ? '\r' : '\n');
			end = expected ? end + 1 : 0;
		}
		return head.toByteArray();
	}

	private static void answer(Socket client, String text) throws IOException {
		OutputStream output = client.getOutputStream();
		output.write(text.getBytes(StandardCharsets.ISO_8859_1));
		output.flush();
	}

	private static void copy(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One side is gone, and closing ends the other.
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.threads.shutdownNow();
	}

}
