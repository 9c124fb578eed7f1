package io.github.containerd4j.image;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.test.PlainAddress;

/**
 * Serves one image over plain HTTP, with layers that are not what they should be.
 */
final class FaultyRegistry implements AutoCloseable {

	private final ImageFixture fixture;

	private final OciDescriptor root;

	private final UnaryOperator<byte[]> fault;

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile boolean hanging;

	FaultyRegistry(ImageFixture fixture, OciDescriptor root, UnaryOperator<byte[]> fault) throws IOException {
		this.fixture = fixture;
		this.root = root;
		this.fault = fault;
		this.server = HttpServer.create(PlainAddress.next(), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/v2/", this::handle);
		this.server.start();
	}

	/**
	 * Sends half of each layer from now on, and then nothing.
	 */
	FaultyRegistry hanging() {
		this.hanging = true;
		return this;
	}

	String name() {
		InetSocketAddress address = this.server.getAddress();
		return address.getAddress().getHostAddress() + ":" + address.getPort() + "/faulty/image:1";
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String object = exchange.getRequestURI().getPath().replaceAll(".*/", "");
			boolean manifest = exchange.getRequestURI().getPath().contains("/manifests/");
			Digest digest = object.contains(":") ? Digest.parse(object) : this.root.digest();
			byte[] bytes = this.fixture.blobs().get(digest);
			if (bytes == null) {
				exchange.sendResponseHeaders(404, -1);
				return;
			}
			boolean layer = !manifest && bytes.length > 1000;
			if (manifest) {
				exchange.getResponseHeaders().set("Content-Type", this.root.mediaType());
				exchange.getResponseHeaders().set("Docker-Content-Digest", digest.toString());
			}
			send(exchange, layer ? this.fault.apply(bytes.clone()) : bytes, layer && this.hanging);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void send(HttpExchange exchange, byte[] bytes, boolean hang) throws IOException, InterruptedException {
		if (exchange.getRequestMethod().equals("HEAD")) {
			exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
			exchange.sendResponseHeaders(200, -1);
			return;
		}
		exchange.sendResponseHeaders(200, bytes.length);
		OutputStream body = exchange.getResponseBody();
		body.write(bytes, 0, hang ? bytes.length / 2 : bytes.length);
		if (hang) {
			body.flush();
			this.closed.await();
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
