package io.github.containerd4j.spring.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.task.ExecSession;
import jakarta.websocket.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Runs a command with a terminal in a container for each connection.
 * <p>
 * The query names {@code container}, and may name {@code namespace}, {@code command},
 * once for each word, {@code columns} and {@code rows}. Binary messages are input and
 * output. Text messages are JSON: the client sends {@code {"type": "resize", "columns":
 * 80, "rows": 24}}; the server sends {@code {"type": "exit", "code": 0}} when the process
 * has ended, and {@code {"type": "error", "message": "..."}} when it cannot be run, and
 * closes the connection then. A connection that ends, however it does, ends its process.
 *
 * @since 0.1.0
 */
public final class TerminalHandler implements WebSocketHandler, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TerminalHandler.class);

	// Tomcat's name for how long a blocking message may take; its default is 20 seconds.
	private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

	private static final Duration CHECK = Duration.ofSeconds(5);

	private static final int SHUTDOWN_SECONDS = 15;

	private final ContainerdClient client;

	private final String defaultNamespace;

	private final TerminalSettings settings;

	private final Map<String, TerminalConnection> connections = new ConcurrentHashMap<>();

	private final Semaphore free;

	private volatile boolean closed;

	// All that calls the daemon runs here: a server that stops interrupts its own
	// threads.
	private final ExecutorService threads = Executors.newCachedThreadPool(threads("containerd-terminal-"));

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(threads("containerd-terminal-clock-"));

	/**
	 * Creates a handler.
	 * @param client the client
	 * @param defaultNamespace the namespace of requests that name none
	 * @param settings who may open terminals, and how much they may use
	 */
	public TerminalHandler(ContainerdClient client, String defaultNamespace, TerminalSettings settings) {
		this.client = client;
		this.defaultNamespace = defaultNamespace;
		this.settings = settings;
		this.free = new Semaphore(settings.maxSessions());
	}

	private static ThreadFactory threads(String prefix) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

	/**
	 * What decides whether a connection is let in. This handler must not be used without
	 * it.
	 * @return the interceptor
	 */
	public HandshakeInterceptor handshake() {
		return new TerminalHandshake(this.settings, this.defaultNamespace);
	}

	/**
	 * How many terminals are open.
	 * @return the number
	 */
	public int sessions() {
		return this.connections.size();
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession socket) throws IOException {
		if (!(socket.getAttributes().get(TerminalHandshake.REQUEST) instanceof TerminalRequest wanted)) {
			throw new IllegalStateException("the handshake was left out");
		}
		if (this.closed || !this.free.tryAcquire()) {
			refuse(socket, "there are " + this.settings.maxSessions() + " terminals already",
					CloseStatus.SERVICE_OVERLOAD);
			return;
		}
		try {
			this.threads.submit(() -> beginOrRelease(socket, wanted)).get();
		}
		catch (InterruptedException ex) {
			// The server stops, and interrupts its threads; ours goes on to clean up.
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	private void beginOrRelease(WebSocketSession socket, TerminalRequest wanted) {
		boolean begun = false;
		try {
			begun = begin(socket, wanted);
		}
		catch (IOException ex) {
			logger.debug("The connection {} broke before its terminal was there", socket.getId(), ex);
		}
		finally {
			if (!begun) {
				this.free.release();
			}
		}
	}

	private boolean begin(WebSocketSession socket, TerminalRequest wanted) throws IOException {
		ExecSession process;
		try {
			process = open(wanted);
		}
		catch (ContainerdException ex) {
			refuse(socket, String.valueOf(ex.getMessage()), CloseStatus.SERVER_ERROR);
			return false;
		}
		limitSending(socket);
		TerminalConnection connection = new TerminalConnection(socket, process, this.settings.maxMessageSize(),
				() -> ended(socket));
		this.connections.put(socket.getId(), connection);
		if (this.closed || !socket.isOpen()) {
			connection.close(CloseStatus.GOING_AWAY);
			return true;
		}
		this.threads.execute(connection::carryOutput);
		watch(socket, connection);
		return true;
	}

	private void ended(WebSocketSession socket) {
		this.connections.remove(socket.getId());
		this.free.release();
	}

	private ExecSession open(TerminalRequest wanted) {
		return this.client.namespace(wanted.namespace())
			.tasks()
			.get(wanted.container())
			.execBuilder()
			.command(wanted.command())
			.terminal(wanted.columns(), wanted.rows())
			.open();
	}

	private static void refuse(WebSocketSession socket, String problem, CloseStatus status) throws IOException {
		logger.debug("A terminal is not opened: {}", problem);
		socket.sendMessage(TerminalMessages.error(problem));
		TerminalConnection.closeSocket(socket, status);
	}

	private void limitSending(WebSocketSession socket) {
		if (socket instanceof NativeWebSocketSession session
				&& session.getNativeSession() instanceof Session standard) {
			standard.getUserProperties().put(SEND_TIMEOUT, this.settings.sendTimeout().toMillis());
		}
	}

	private void watch(WebSocketSession socket, TerminalConnection connection) {
		Duration left = this.settings.idleTimeout().minus(connection.quiet());
		long delay = Math.max(1, Math.min(left.toMillis(), CHECK.toMillis()));
		this.clock.schedule(() -> check(socket, connection), delay, TimeUnit.MILLISECONDS);
	}

	private void check(WebSocketSession socket, TerminalConnection connection) {
		if (this.closed || !this.connections.containsKey(socket.getId())) {
			return;
		}
		if (connection.quiet().compareTo(this.settings.idleTimeout()) >= 0) {
			this.threads.execute(() -> connection.close(CloseStatus.POLICY_VIOLATION.withReason("idle")));
			return;
		}
		if (connection.holdsClientBack()) {
			this.threads.execute(connection::ping);
		}
		watch(socket, connection);
	}

	@Override
	public void handleMessage(WebSocketSession socket, WebSocketMessage<?> message) {
		TerminalConnection connection = this.connections.get(socket.getId());
		if (connection == null) {
			return;
		}
		if (connection.isTooLarge(message)) {
			this.threads.execute(() -> connection.close(CloseStatus.TOO_BIG_TO_PROCESS));
			return;
		}
		try {
			connection.receive(message);
		}
		catch (InvalidArgumentException ex) {
			logger.debug("A message of a terminal is not right", ex);
			this.threads.execute(() -> connection.close(CloseStatus.BAD_DATA));
		}
		catch (IOException | UncheckedIOException | ContainerdException ex) {
			// The process has ended; whoever carries its output tells how.
			logger.debug("Input of a terminal came too late", ex);
		}
	}

	@Override
	public void handleTransportError(WebSocketSession socket, Throwable failure) {
		logger.debug("The connection of a terminal broke", failure);
	}

	@Override
	public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
		TerminalConnection connection = this.connections.get(socket.getId());
		if (connection != null) {
			this.threads.execute(() -> connection.close(status));
		}
	}

	/**
	 * Messages of any size come in pieces, so that no buffer must hold them.
	 */
	@Override
	public boolean supportsPartialMessages() {
		return true;
	}

	/**
	 * Ends all terminals and their processes. Takes 16 seconds at most.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.connections.values()
			.forEach((connection) -> this.threads.execute(() -> connection.close(CloseStatus.GOING_AWAY)));
		try {
			// Those that are being opened count too, and close themselves.
			if (!this.free.tryAcquire(this.settings.maxSessions(), SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
				logger.warn("Terminals have not ended within {} seconds", SHUTDOWN_SECONDS);
			}
			this.clock.shutdownNow();
			this.threads.shutdown();
			this.threads.awaitTermination(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
