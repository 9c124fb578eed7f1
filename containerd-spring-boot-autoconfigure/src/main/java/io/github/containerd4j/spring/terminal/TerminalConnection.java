package io.github.containerd4j.spring.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.task.ExecResult;
import io.github.containerd4j.task.ExecSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * One terminal: a process and a connection, which end together. One thread carries the
 * output and waits until the client has taken it; the process waits too, by then, and
 * nothing piles up. Input goes the other way the same.
 */
final class TerminalConnection {

	private static final Logger logger = LoggerFactory.getLogger(TerminalConnection.class);

	private static final int BUFFER = 8192;

	private static final Duration EXIT = Duration.ofSeconds(10);

	private final WebSocketSession socket;

	private final ExecSession process;

	private final int maxMessageSize;

	private final Runnable whenClosed;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final AtomicBoolean pinging = new AtomicBoolean();

	private final StringBuilder text = new StringBuilder();

	private volatile long lastUse = System.nanoTime();

	private volatile boolean writing;

	private int received;

	TerminalConnection(WebSocketSession socket, ExecSession process, int maxMessageSize, Runnable whenClosed) {
		this.socket = socket;
		this.process = process;
		this.maxMessageSize = maxMessageSize;
		this.whenClosed = whenClosed;
	}

	/**
	 * Carries the output until its end, and tells how the process ended.
	 */
	void carryOutput() {
		CloseStatus status = CloseStatus.NORMAL;
		try {
			InputStream output = this.process.stdout();
			byte[] buffer = new byte[BUFFER];
			for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
				this.lastUse = System.nanoTime();
				this.socket.sendMessage(new BinaryMessage(ByteBuffer.wrap(buffer, 0, read)));
				this.lastUse = System.nanoTime();
			}
			Optional<ExecResult> result = this.process.waitFor(EXIT);
			if (result.isPresent()) {
				this.socket.sendMessage(TerminalMessages.exit(result.get().exitCode()));
			}
		}
		catch (IOException | UncheckedIOException | ContainerdException | IllegalStateException ex) {
			logger.debug("The terminal {} broke", this.process, ex);
			status = CloseStatus.SERVER_ERROR;
		}
		finally {
			close(status);
		}
	}

	/**
	 * Whether a piece makes its message larger than messages may be.
	 */
	boolean isTooLarge(WebSocketMessage<?> piece) {
		this.received += piece.getPayloadLength();
		return this.received > this.maxMessageSize;
	}

	void receive(WebSocketMessage<?> message) throws IOException {
		this.lastUse = System.nanoTime();
		if (message.isLast()) {
			this.received = 0;
		}
		if (message instanceof BinaryMessage input) {
			write(input.getPayload());
		}
		else if (message instanceof TextMessage control) {
			this.text.append(control.getPayload());
			if (message.isLast()) {
				TerminalMessages.Resize size = TerminalMessages.parse(this.text.toString());
				this.text.setLength(0);
				this.process.resize(size.columns(), size.rows());
			}
		}
	}

	private void write(ByteBuffer input) throws IOException {
		byte[] bytes = new byte[input.remaining()];
		input.get(bytes);
		this.writing = true;
		try {
			this.process.stdin().write(bytes);
			this.process.stdin().flush();
		}
		finally {
			this.writing = false;
		}
	}

	/**
	 * Whether the process has not taken all input. Nothing is read from the client by
	 * then, not even that it has gone.
	 */
	boolean holdsClientBack() {
		return this.writing;
	}

	/**
	 * Finds out whether the client is still there, and ends the terminal if not.
	 */
	void ping() {
		if (!this.pinging.compareAndSet(false, true)) {
			return;
		}
		try {
			this.socket.sendMessage(new PingMessage());
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("The client of the terminal {} has gone", this.process, ex);
			close(CloseStatus.SERVER_ERROR);
		}
		finally {
			this.pinging.set(false);
		}
	}

	Duration quiet() {
		return Duration.ofNanos(System.nanoTime() - this.lastUse);
	}

	/**
	 * Kills the process if it lives, and closes the connection. The process is first:
	 * whoever waits for the client waits no longer then.
	 */
	void close(CloseStatus status) {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		try {
			this.process.close();
		}
		catch (ContainerdException ex) {
			logger.warn("The process of the terminal {} cannot be removed", this.process, ex);
		}
		finally {
			closeSocket(this.socket, status);
			this.whenClosed.run();
		}
	}

	static void closeSocket(WebSocketSession socket, CloseStatus status) {
		try {
			socket.close(status);
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("The connection {} was broken already", socket.getId(), ex);
		}
	}

}
