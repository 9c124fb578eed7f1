package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One browser that reads events. Its own thread writes to it, so that a slow one delays
 * nobody else; what it has not read yet waits in a bounded queue.
 */
final class EventClient {

	static final int CAPACITY = 512;

	/** Proxies close connections that are silent for longer, half a minute usually. */
	private static final int HEARTBEAT_SECONDS = 15;

	private final BlockingQueue<EventMessage> queue = new ArrayBlockingQueue<>(CAPACITY);

	private final SseEmitter emitter;

	private final Thread writer = new Thread(this::write, "event-client");

	EventClient(SseEmitter emitter) {
		this.emitter = emitter;
		this.writer.setDaemon(true);
	}

	void start() {
		this.writer.start();
	}

	/**
	 * Queues an event.
	 * @return {@code false} if the queue is full
	 */
	boolean offer(EventMessage message) {
		return this.queue.offer(message);
	}

	/** Ends the stream, without waiting for a browser that does not read. */
	void close() {
		this.writer.interrupt();
	}

	private void write() {
		try {
			this.emitter.send(SseEmitter.event().reconnectTime(1000).comment("hello"));
			while (!Thread.currentThread().isInterrupted()) {
				EventMessage message = this.queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
				this.emitter.send((message != null) ? SseEmitter.event().data(message)
						: SseEmitter.event().comment("still here"));
			}
		}
		catch (IOException | IllegalStateException ex) {
			// The browser has gone; the server completes the request by itself.
			return;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.emitter.complete();
	}

}
