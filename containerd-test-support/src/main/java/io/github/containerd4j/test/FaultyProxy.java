package io.github.containerd4j.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

/**
 * Stands before a registry that speaks plain HTTP, on a free port of this machine, and
 * passes everything on, except for what it was told to spoil. It speaks plain HTTP itself
 * or, with a certificate, TLS.
 */
public final class FaultyProxy implements AutoCloseable {

	private static final int BUFFER_SIZE = 64 * 1024;

	// The JDK's client sets them itself, as does its server.
	private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "expect", "host", "upgrade",
			"transfer-encoding", "date", "keep-alive");

	// A bit that no answer has.
	private static final Fault NONE = new Fault.FlipBit(-1);

	private final TestRegistry registry;

	private final HttpServer server;

	private final String scheme;

	private final HttpClient client;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Rule> rules = new CopyOnWriteArrayList<>();

	private final List<String> ranges = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final CountDownLatch closing = new CountDownLatch(1);

	private volatile boolean silent;

	private FaultyProxy(TestRegistry registry, HttpServer server, String scheme) {
		this.registry = registry;
		this.scheme = scheme;
		this.client = HttpClient.newBuilder().executor(this.threads).version(HttpClient.Version.HTTP_1_1).build();
		this.server = server;
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	/**
	 * Stands before a registry, which the proxy does not close.
	 * @param registry the registry, with plain HTTP
	 * @return the proxy
	 */
	public static FaultyProxy before(TestRegistry registry) {
		try {
			return new FaultyProxy(registry, HttpServer.create(PlainAddress.next(), 0), "http");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Stands before a registry and speaks TLS.
	 * @param registry the registry, with plain HTTP
	 * @param certificate what the proxy shows
	 * @return the proxy
	 */
	public static FaultyProxy before(TestRegistry registry, TestCertificate certificate) {
		try {
			HttpsServer server = HttpsServer.create(anyPort(), 0);
			server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
			return new FaultyProxy(registry, server, "https");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static InetSocketAddress anyPort() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
	}

	/**
	 * What is done to a request or its answer.
	 */
	public sealed interface Fault {

		/**
		 * An answer without asking the registry.
		 *
		 * @param code the HTTP status
		 * @param headers its headers
		 */
		record Status(int code, Map<String, String> headers) implements Fault {
		}

		/**
		 * No answer until the proxy is closed.
		 */
		record Silence() implements Fault {
		}

		/**
		 * The head of the answer and so many bytes of its body, then the end of the
		 * connection.
		 *
		 * @param bytes the bytes
		 */
		record CutAnswer(long bytes) implements Fault {
		}

		/**
		 * So many bytes of the request's body reach the registry, then both connections
		 * end.
		 *
		 * @param bytes the bytes
		 */
		record CutRequest(long bytes) implements Fault {
		}

		/**
		 * The head of the answer and so many bytes of its body, then nothing until the
		 * proxy is closed.
		 *
		 * @param bytes the bytes
		 */
		record StallAnswer(long bytes) implements Fault {
		}

		/**
		 * The whole answer, slowly.
		 *
		 * @param bytesPerSecond how many bytes of its body come in a second
		 */
		record SlowAnswer(long bytesPerSecond) implements Fault {
		}

		/**
		 * The answer with one bit of its body turned, at this byte.
		 *
		 * @param position the byte
		 */
		record FlipBit(long position) implements Fault {
		}

		/**
		 * The answer with another header.
		 *
		 * @param name the header
		 * @param value its value
		 */
		record Header(String name, String value) implements Fault {
		}

	}

	/**
	 * Spoils the next requests of a kind.
	 * @param method the HTTP method
	 * @param path a part of the path
	 * @param times how many requests
	 * @param fault what to do to them
	 * @return this
	 */
	public FaultyProxy spoil(String method, String path, int times, Fault fault) {
		for (int i = 0; i < times; i++) {
			this.rules.add(new Rule(method, path, fault));
		}
		return this;
	}

	/**
	 * Spoils nothing more. Who waits for an answer goes on waiting.
	 */
	public void repair() {
		this.rules.clear();
	}

	/**
	 * Whether somebody waits for an answer that does not come.
	 * @return {@code true} after the first {@link Fault.Silence}
	 */
	public boolean isSilent() {
		return this.silent;
	}

	/**
	 * What was asked, in order.
	 * @return methods and paths, such as {@code GET /v2/}
	 */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * What parts were asked for, in order.
	 * @return paths and headers such as {@code /v2/a/blobs/sha256:... bytes=1000-}
	 */
	public List<String> ranges() {
		return List.copyOf(this.ranges);
	}

	/**
	 * Where it listens.
	 * @return host and port, as in a reference
	 */
	public String address() {
		InetSocketAddress address = this.server.getAddress();
		return address.getAddress().getHostAddress() + ":" + address.getPort();
	}

	/**
	 * Its address with a scheme.
	 * @return for instance {@code https://127.0.0.1:40001}
	 */
	public String url() {
		return this.scheme + "://" + address();
	}

	private void handle(HttpExchange exchange) throws IOException {
		String method = exchange.getRequestMethod();
		String path = exchange.getRequestURI().getPath();
		this.requests.add(method + " " + path);
		String range = exchange.getRequestHeaders().getFirst("Range");
		if (range != null) {
			this.ranges.add(path + " " + range);
		}
		Fault fault = take(method, path);
		try (exchange) {
			if (fault instanceof Fault.Silence) {
				this.silent = true;
				this.closing.await();
			}
			else if (fault instanceof Fault.Status status) {
				exchange.getRequestBody().readAllBytes();
				status.headers().forEach(exchange.getResponseHeaders()::set);
				exchange.sendResponseHeaders(status.code(), -1);
			}
			else {
				pass(exchange, fault);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Fault take(String method, String path) {
		for (Rule rule : this.rules) {
			if (rule.method().equals(method) && path.contains(rule.path()) && this.rules.remove(rule)) {
				return rule.fault();
			}
		}
		return NONE;
	}

	private void pass(HttpExchange exchange, Fault fault) throws IOException, InterruptedException {
		HttpRequest request = request(exchange, fault);
		HttpResponse<InputStream> response;
		try {
			response = this.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
		}
		catch (IOException ex) {
			// As the registry does, or as the fault wants it: no answer.
			return;
		}
		try (InputStream body = response.body()) {
			answer(exchange, response, body, fault);
		}
		if (fault instanceof Fault.StallAnswer) {
			this.silent = true;
			this.closing.await();
		}
	}

	private HttpRequest request(HttpExchange exchange, Fault fault) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://" + this.registry.address() + exchange.getRequestURI()));
		exchange.getRequestHeaders().forEach((name, values) -> {
			if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> request.header(name, value));
			}
		});
		String length = exchange.getRequestHeaders().getFirst("Content-Length");
		InputStream body = (fault instanceof Fault.CutRequest cut)
				? new CutInputStream(exchange.getRequestBody(), cut.bytes()) : exchange.getRequestBody();
		return request
			.method(exchange.getRequestMethod(),
					(length == null || length.equals("0")) ? HttpRequest.BodyPublishers.noBody()
							: HttpRequest.BodyPublishers.fromPublisher(
									HttpRequest.BodyPublishers.ofInputStream(() -> body), Long.parseLong(length)))
			.build();
	}

	private void answer(HttpExchange exchange, HttpResponse<InputStream> response, InputStream body, Fault fault)
			throws IOException {
		response.headers().map().forEach((name, values) -> {
			if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
				exchange.getResponseHeaders().put(name, new ArrayList<>(values));
			}
		});
		long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
		if (fault instanceof Fault.Header header) {
			exchange.getResponseHeaders().set(header.name(), header.value());
		}
		if (exchange.getRequestMethod().equals("HEAD")) {
			exchange.getResponseHeaders().set("Content-Length", Long.toString(Math.max(length, 0)));
			exchange.sendResponseHeaders(response.statusCode(), -1);
			return;
		}
		// The registry's locations name the registry itself.
		List<String> locations = exchange.getResponseHeaders().get("Location");
		if (locations != null) {
			exchange.getResponseHeaders().set("Location", locations.get(0).replace(this.registry.url(), url()));
		}
		exchange.sendResponseHeaders(response.statusCode(), (length > 0) ? length : -1);
		if (length > 0) {
			copy(body, exchange.getResponseBody(), fault);
		}
	}

	private void copy(InputStream body, OutputStream output, Fault fault) throws IOException {
		long end = (fault instanceof Fault.CutAnswer cut) ? cut.bytes()
				: (fault instanceof Fault.StallAnswer stall) ? stall.bytes() : Long.MAX_VALUE;
		long flipped = (fault instanceof Fault.FlipBit flip) ? flip.position() : -1;
		byte[] buffer = new byte[BUFFER_SIZE];
		long position = 0;
		int count = body.read(buffer, 0, (int) Math.min(BUFFER_SIZE, end));
		while (count > 0) {
			if (flipped >= position && flipped < position + count) {
				buffer[(int) (flipped - position)] ^= 1;
			}
			output.write(buffer, 0, count);
			position += count;
			if (fault instanceof Fault.SlowAnswer slow) {
				output.flush();
				pause(TimeUnit.SECONDS.toNanos(count) / slow.bytesPerSecond());
			}
			count = (position < end) ? body.read(buffer, 0, (int) Math.min(BUFFER_SIZE, end - position)) : 0;
		}
		output.flush();
	}

	private void pause(long nanoseconds) throws IOException {
		try {
			if (this.closing.await(nanoseconds, TimeUnit.NANOSECONDS)) {
				throw new IOException("closed");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("closed", ex);
		}
	}

	@Override
	public void close() {
		this.closing.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * One request that is to be spoiled. A class and not a record: equal ones are as many
	 * requests.
	 */
	private static final class Rule {

		private final String method;

		private final String path;

		private final Fault fault;

		Rule(String method, String path, Fault fault) {
			this.method = method;
			this.path = path;
			this.fault = fault;
		}

		String method() {
			return this.method;
		}

		String path() {
			return this.path;
		}

		Fault fault() {
			return this.fault;
		}

	}

	/**
	 * Fails after some bytes.
	 */
	private static final class CutInputStream extends InputStream {

		private final InputStream source;

		private long left;

		CutInputStream(InputStream source, long left) {
			this.source = source;
			this.left = left;
		}

		@Override
		public int read() throws IOException {
			byte[] single = new byte[1];
			return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			if (this.left <= 0) {
				throw new IOException("cut");
			}
			int count = this.source.read(target, offset, (int) Math.min(length, this.left));
			this.left -= count;
			return count;
		}

	}

}
