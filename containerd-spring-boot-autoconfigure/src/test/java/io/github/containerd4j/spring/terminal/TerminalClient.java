package io.github.containerd4j.spring.terminal;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a terminal, as a browser is.
 */
final class TerminalClient implements WebSocket.Listener, AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Duration HELD_BACK = Duration.ofSeconds(3);

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final AtomicLong bytes = new AtomicLong();

	private final List<String> messages = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Integer> closed = new CompletableFuture<>();

	private final boolean slow;

	private @Nullable WebSocket socket;

	private TerminalClient(boolean slow) {
		this.slow = slow;
	}

	static TerminalClient open(URI uri, String... headers) {
		return open(false, uri, headers);
	}

	/**
	 * Opens a terminal and reads nothing but what {@link #read} asks for.
	 */
	static TerminalClient openSlow(URI uri, String... headers) {
		return open(true, uri, headers);
	}

	private static TerminalClient open(boolean slow, URI uri, String... headers) {
		TerminalClient client = new TerminalClient(slow);
		WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(LIMIT);
		for (int i = 0; i < headers.length; i += 2) {
			builder.header(headers[i], headers[i + 1]);
		}
		client.socket = builder.buildAsync(uri, client).join();
		return client;
	}

	/**
	 * Tells with what status a terminal is refused.
	 */
	static int refusal(URI uri, String... headers) {
		try {
			open(uri, headers).close();
			return 101;
		}
		catch (CompletionException ex) {
			return ((WebSocketHandshakeException) ex.getCause()).getResponse().statusCode();
		}
	}

	@Override
	public void onOpen(WebSocket webSocket) {
		if (!this.slow) {
			webSocket.request(Long.MAX_VALUE);
		}
	}

	@Override
	public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
		byte[] chunk = new byte[data.remaining()];
		data.get(chunk);
		synchronized (this.output) {
			this.output.writeBytes(chunk);
		}
		this.bytes.addAndGet(chunk.length);
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.messages.add(data.toString());
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
		this.closed.complete(statusCode);
		return null;
	}

	@Override
	public void onError(WebSocket webSocket, Throwable error) {
		this.closed.complete(-1);
	}

	void read(long messages) {
		socket().request(messages);
	}

	void type(String text) {
		socket().sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true).join();
	}

	void send(byte[] bytes) {
		socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
	}

	/**
	 * Sends pieces until none is taken for a while.
	 * @return the bytes that were taken
	 */
	long sendUntilHeldBack(byte[] piece) {
		long taken = 0;
		try {
			while (true) {
				socket().sendBinary(ByteBuffer.wrap(piece), true).get(HELD_BACK.toSeconds(), TimeUnit.SECONDS);
				taken += piece.length;
			}
		}
		catch (TimeoutException ex) {
			return taken;
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Types the same again and again, on a thread of its own, until the connection is
	 * gone.
	 */
	void typeUntilItBreaks(String text) {
		Thread typist = new Thread(() -> {
			try {
				while (!socket().isOutputClosed()) {
					type(text);
				}
			}
			catch (CompletionException ex) {
				this.closed.complete(-1);
			}
		}, "typist");
		typist.setDaemon(true);
		typist.start();
	}

	void say(String json) {
		socket().sendText(json, true).join();
	}

	private WebSocket socket() {
		if (this.socket == null) {
			throw new IllegalStateException("not open");
		}
		return this.socket;
	}

	String output() {
		synchronized (this.output) {
			return this.output.toString(StandardCharsets.UTF_8);
		}
	}

	long bytes() {
		return this.bytes.get();
	}

	TerminalClient awaitOutput(String expected) {
		Awaitility.await().atMost(LIMIT).until(() -> output().contains(expected));
		return this;
	}

	List<String> messages() {
		return this.messages;
	}

	int awaitClose() {
		return this.closed.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
	}

	/**
	 * Breaks the connection without a word.
	 */
	void drop() {
		socket().abort();
	}

	@Override
	public void close() {
		socket().abort();
	}

}
