package io.github.containerd4j.registry;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.containerd4j.ClientClosedException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests and owns all connections and threads. One client of the JDK for each
 * kind of TLS, all on one pool of threads.
 */
final class Wire implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Wire.class);

	private static final AtomicInteger threadNumber = new AtomicInteger();

	private final RegistryOptions options;

	private final ThreadPoolExecutor executor = executor();

	private final Map<ClientKey, HttpClient> clients = new ConcurrentHashMap<>();

	private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();

	private final Set<ResponseBody> open = ConcurrentHashMap.newKeySet();

	private final Set<String> plainHosts = ConcurrentHashMap.newKeySet();

	private final CountDownLatch closed = new CountDownLatch(1);

	Wire(RegistryOptions options) {
		this.options = options;
	}

	RegistryOptions options() {
		return this.options;
	}

	/**
	 * Sends a request and waits for the head of its answer.
	 * @throws StalledException if there was none within the patience
	 * @throws IOException if the connection could not be made or was lost
	 */
	Answer send(RegistryHost host, HttpRequest request, Payload payload, Duration patience)
			throws IOException, InterruptedException {
		requireOpen();
		CompletableFuture<HttpResponse<ResponseBody>> future = client(host).sendAsync(authorized(request),
				(head) -> new ResponseBody(this.options.stallTimeout()));
		this.running.add(future);
		boolean done = false;
		try {
			payload.pump(future);
			Answer answer = new Answer(future.get(patience.toNanos(), TimeUnit.NANOSECONDS));
			track(answer.body());
			done = true;
			return answer;
		}
		catch (TimeoutException ex) {
			throw new StalledException("no answer came", patience);
		}
		catch (ExecutionException ex) {
			throw failure(ex.getCause());
		}
		catch (CancellationException ex) {
			throw closedException();
		}
		finally {
			this.running.remove(future);
			if (!done) {
				abandon(future);
			}
		}
	}

	/**
	 * The JDK would ask an authenticator only together with one for the registry. It
	 * keeps this header from the registry itself.
	 */
	private HttpRequest authorized(HttpRequest request) {
		if (this.options.proxies() instanceof ProxyAuthorization proxies) {
			return proxies.authorization(request.uri())
				.map((value) -> HttpRequest.newBuilder(request, (name, given) -> true)
					.setHeader("Proxy-Authorization", value)
					.build())
				.orElse(request);
		}
		return request;
	}

	private static void abandon(CompletableFuture<HttpResponse<ResponseBody>> future) {
		// The answer may have come in the last moment, and then holds a connection.
		future.cancel(true);
		future.thenAccept((response) -> response.body().close());
	}

	private IOException failure(@Nullable Throwable cause) {
		requireOpen();
		return (cause instanceof IOException failure) ? failure : new IOException(String.valueOf(cause), cause);
	}

	private void track(ResponseBody body) {
		this.open.add(body);
		body.onClose(() -> this.open.remove(body));
		if (isClosed()) {
			body.close();
		}
	}

	/**
	 * Waits before the next attempt.
	 */
	void pause(Duration pause) throws InterruptedException {
		if (this.closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
			throw closedException();
		}
	}

	/**
	 * Whether a host was found to speak plain HTTP.
	 */
	boolean isPlain(RegistryHost host) {
		return this.plainHosts.contains(host.authority());
	}

	void notePlain(RegistryHost host) {
		logger.debug("{} does not speak TLS, using plain HTTP", host.authority());
		this.plainHosts.add(host.authority());
	}

	private HttpClient client(RegistryHost host) {
		Duration limit = host.connectTimeout();
		return this.clients.computeIfAbsent(
				new ClientKey(host.tls(), (limit != null) ? limit : this.options.connectTimeout()), this::newClient);
	}

	private HttpClient newClient(ClientKey key) {
		return HttpClient.newBuilder()
			.executor(this.executor)
			.connectTimeout(key.connectTimeout())
			.sslContext(TlsContexts.of(key.tls()))
			.proxy(this.options.proxies())
			// A connection for each transfer is faster than one for all, and a transfer
			// that is broken off costs the others nothing.
			.version(HttpClient.Version.HTTP_1_1)
			// The JDK would send our credentials on.
			.followRedirects(HttpClient.Redirect.NEVER)
			.build();
	}

	private static ThreadPoolExecutor executor() {
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), (task) -> {
			Thread thread = new Thread(task, "containerd-registry-" + threadNumber.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
	}

	boolean isClosed() {
		return this.closed.getCount() == 0;
	}

	void requireOpen() {
		if (isClosed()) {
			throw closedException();
		}
	}

	private static ClientClosedException closedException() {
		return new ClientClosedException("the registry client is closed",
				new Failure("Registry.Send", "client", null, null, ErrorCode.CANCELLED), null);
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.running.forEach((future) -> future.cancel(true));
		this.open.forEach(ResponseBody::close);
		this.clients.values().forEach(Wire::shutdown);
		this.clients.clear();
		this.executor.shutdown();
	}

	/**
	 * JDK 21 and later can end a client. Before, its one thread ends some seconds after
	 * the garbage collector has seen that nobody refers to it.
	 */
	private static void shutdown(HttpClient client) {
		try {
			HttpClient.class.getMethod("shutdownNow").invoke(client);
		}
		catch (NoSuchMethodException ex) {
			logger.trace("This JDK ends HTTP clients by itself", ex);
		}
		catch (ReflectiveOperationException ex) {
			logger.debug("Cannot end an HTTP client", ex);
		}
	}

	/**
	 * What makes connections differ.
	 */
	private record ClientKey(RegistryTls tls, Duration connectTimeout) {
	}

}
