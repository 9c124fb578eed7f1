package io.github.containerd4j.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A registry whose answers the test writes, on a free port of this machine, in plain
 * HTTP. What it was asked is kept.
 */
final class StubServer implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Map<String, Handler> handlers = new ConcurrentHashMap<>();

	private final Map<String, Integer> limits = new ConcurrentHashMap<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final CountDownLatch closing = new CountDownLatch(1);

	StubServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	/**
	 * A request as it came.
	 */
	record Request(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

		Optional<String> header(String name) {
			return Optional.ofNullable(this.headers.get(name)).map((values) -> values.get(0));
		}

		String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

	}

	/**
	 * Answers a request.
	 */
	@FunctionalInterface
	interface Handler {

		void handle(Request request, Reply reply) throws IOException, InterruptedException;

	}

	private void handle(HttpExchange exchange) throws IOException {
		String key = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
		Integer limit = this.limits.remove(key);
		byte[] body = (limit != null) ? exchange.getRequestBody().readNBytes(limit)
				: exchange.getRequestBody().readAllBytes();
		Request request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
				String.valueOf(exchange.getRequestURI().getRawQuery()), Map.copyOf(exchange.getRequestHeaders()), body);
		this.requests.add(request);
		if (limit != null) {
			// Without an answer, and with bytes unread, this cuts the connection.
			exchange.close();
			return;
		}
		Handler handler = this.handlers.getOrDefault(request.method() + " " + request.path(),
				(asked, reply) -> reply.status(404));
		try (exchange) {
			handler.handle(request, new Reply(exchange));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	StubServer on(String method, String path, Handler handler) {
		this.handlers.put(method + " " + path, handler);
		return this;
	}

	/**
	 * Cuts the connection of the next such request after some bytes of its body.
	 */
	StubServer cutNext(String method, String path, int bytes) {
		this.limits.put(method + " " + path, bytes);
		return this;
	}

	List<Request> requests() {
		return this.requests;
	}

	List<Request> requests(String method, String path) {
		return this.requests.stream()
			.filter((request) -> request.method().equals(method) && request.path().equals(path))
			.toList();
	}

	String address() {
		return "127.0.0.1:" + this.server.getAddress().getPort();
	}

	String url() {
		return "http://" + address();
	}

	/**
	 * Writes an answer.
	 */
	final class Reply {

		private final HttpExchange exchange;

		private Reply(HttpExchange exchange) {
			this.exchange = exchange;
		}

		Reply header(String name, String value) {
			this.exchange.getResponseHeaders().add(name, value);
			return this;
		}

		void status(int status) throws IOException {
			this.exchange.sendResponseHeaders(status, -1);
		}

		void status(int status, String body) throws IOException {
			send(status, body.getBytes(StandardCharsets.UTF_8));
		}

		void send(int status, byte[] body) throws IOException {
			cut(status, body, 0, body.length, body.length);
		}

		/** The head of an answer to HEAD. */
		void head(long length) throws IOException {
			header("Content-Length", Long.toString(length)).status(200);
		}

		/**
		 * Promises bytes, and closes the connection after fewer.
		 */
		void cut(int status, byte[] body, int from, int to, long promised) throws IOException {
			this.exchange.sendResponseHeaders(status, promised);
			try {
				OutputStream output = this.exchange.getResponseBody();
				output.write(body, from, to - from);
				output.flush();
			}
			catch (IOException ex) {
				// The client has heard enough.
			}
		}

		/**
		 * Says nothing until the server ends.
		 */
		void hang() throws InterruptedException {
			StubServer.this.closing.await();
		}

	}

	@Override
	public void close() {
		this.closing.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
