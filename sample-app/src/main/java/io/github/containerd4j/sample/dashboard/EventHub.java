package io.github.containerd4j.sample.dashboard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.containerd4j.event.ContainerdEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Hands each event to all browsers. A new one first gets the latest events; one that
 * falls behind is dropped, connects again, and gets the latest events again.
 */
@Component
class EventHub implements SmartLifecycle {

	static final int HISTORY = 200;

	static final int MAX_CLIENTS = 64;

	private static final Logger logger = LoggerFactory.getLogger(EventHub.class);

	private final Deque<EventMessage> history = new ArrayDeque<>(HISTORY);

	private final Set<EventClient> clients = new LinkedHashSet<>();

	// Grows also over restarts of the application, so that a page that stayed open can
	// tell
	// new events from those that it has. In JavaScript it is still a whole number.
	private long lastId = System.currentTimeMillis() * 1000;

	private boolean running;

	@EventListener
	void on(ContainerdEvent<?> event) {
		synchronized (this.clients) {
			EventMessage message = EventMessage.of(++this.lastId, event);
			if (this.history.size() == HISTORY) {
				this.history.removeFirst();
			}
			this.history.addLast(message);
			this.clients.removeIf((client) -> isTooSlow(client, message));
		}
	}

	private static boolean isTooSlow(EventClient client, EventMessage message) {
		if (client.offer(message)) {
			return false;
		}
		logger.debug("Dropping a browser that is {} events behind", EventClient.CAPACITY);
		client.close();
		return true;
	}

	/**
	 * Adds a browser.
	 * @param emitter where its events are written
	 * @return {@code false} if there are too many, or the application is stopping
	 */
	boolean connect(SseEmitter emitter) {
		EventClient client = new EventClient(emitter);
		emitter.onCompletion(() -> disconnect(client));
		emitter.onError((failure) -> disconnect(client));
		synchronized (this.clients) {
			if (!this.running || this.clients.size() == MAX_CLIENTS) {
				return false;
			}
			this.history.forEach(client::offer);
			this.clients.add(client);
		}
		client.start();
		return true;
	}

	private void disconnect(EventClient client) {
		synchronized (this.clients) {
			this.clients.remove(client);
		}
		client.close();
	}

	@Override
	public void start() {
		synchronized (this.clients) {
			this.running = true;
		}
	}

	/**
	 * Runs before the web server waits for its requests to end, which these would not.
	 */
	@Override
	public void stop() {
		List<EventClient> open;
		synchronized (this.clients) {
			this.running = false;
			open = new ArrayList<>(this.clients);
			this.clients.clear();
		}
		open.forEach(EventClient::close);
	}

	@Override
	public boolean isRunning() {
		synchronized (this.clients) {
			return this.running;
		}
	}

}
