package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.event.EventOrigin;
import io.github.containerd4j.event.TaskStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EventHubTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final EventHub hub = new EventHub();

	@BeforeEach
	void start() {
		this.hub.start();
	}

	@AfterEach
	void stop() {
		this.hub.stop();
	}

	@Test
	void eachBrowserGetsEachEventInOrder() {
		Browser one = connect();
		Browser two = connect();

		publish(3);

		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(List.of(one, two))
				.allSatisfy((browser) -> assertThat(browser.pids()).containsExactly(1, 2, 3)));
	}

	@Test
	void aNewBrowserFirstGetsTheLatestEvents() {
		publish(EventHub.HISTORY + 5);

		Browser late = connect();

		await().atMost(LIMIT).until(() -> late.pids().size() == EventHub.HISTORY);
		assertThat(late.pids()).startsWith(6).endsWith(EventHub.HISTORY + 5);
	}

	@Test
	void aBrowserThatDoesNotReadIsDroppedAndHoldsNobodyUp() {
		Browser stuck = new Browser(new CountDownLatch(1));
		this.hub.connect(stuck);
		Browser other = connect();
		await().atMost(LIMIT).until(() -> stuck.blocked);

		int step = EventClient.CAPACITY / 2;
		for (int last = step; last <= 2 * EventClient.CAPACITY; last += step) {
			int sent = last;
			publish(sent - step + 1, sent);
			await().atMost(LIMIT).until(() -> other.pids().size() == sent);
		}

		await().atMost(LIMIT).until(() -> stuck.ended);
	}

	@Test
	void tooManyBrowsersAreRefused() {
		for (int i = 0; i < EventHub.MAX_CLIENTS; i++) {
			connect();
		}

		assertThat(this.hub.connect(new SseEmitter())).isFalse();
	}

	@Test
	void stoppingEndsTheStreams() {
		Browser browser = connect();

		this.hub.stop();

		await().atMost(LIMIT).until(() -> browser.ended);
		assertThat(this.hub.connect(new SseEmitter())).isFalse();
	}

	private Browser connect() {
		Browser browser = new Browser(new CountDownLatch(0));
		assertThat(this.hub.connect(browser)).isTrue();
		return browser;
	}

	private void publish(int events) {
		publish(1, events);
	}

	private void publish(int first, int last) {
		for (int pid = first; pid <= last; pid++) {
			this.hub.on(new ContainerdEvent<>("demo", "/tasks/start", Instant.EPOCH, new TaskStart("c", pid),
					EventOrigin.LIVE));
		}
	}

	/**
	 * Takes events at the place of a browser's connection.
	 */
	private static final class Browser extends SseEmitter {

		private final List<Integer> pids = new CopyOnWriteArrayList<>();

		private final CountDownLatch readable;

		private volatile boolean blocked;

		private volatile boolean ended;

		private Browser(CountDownLatch readable) {
			this.readable = readable;
		}

		@Override
		public void send(SseEventBuilder builder) throws IOException {
			this.blocked = true;
			try {
				this.readable.await();
			}
			catch (InterruptedException ex) {
				this.ended = true;
				throw new IOException(ex);
			}
			for (ResponseBodyEmitter.DataWithMediaType part : builder.build()) {
				if (part.getData() instanceof EventMessage message) {
					this.pids.add(Integer.valueOf(message.fields().get("pid")));
				}
			}
		}

		@Override
		public void send(Object object, MediaType mediaType) {
			throw new AssertionError("events are sent by their builder");
		}

		@Override
		public void complete() {
			this.ended = true;
		}

		List<Integer> pids() {
			return this.pids;
		}

	}

}
