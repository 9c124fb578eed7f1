package io.github.containerd4j.sample.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.event.EventGap;
import io.github.containerd4j.event.EventOrigin;
import io.github.containerd4j.event.EventPayload;
import io.github.containerd4j.event.NamespaceUpdate;
import io.github.containerd4j.event.TaskExit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventLineTests {

	private static final Instant TIME = Instant.parse("2026-11-21T10:11:12.123456789Z");

	private final EventLine line = new EventLine(new Printable(StandardCharsets.UTF_8));

	@Test
	void tellsTimeNamespaceTopicAndFields() {
		assertThat(line("/tasks/exit", new TaskExit("web", "web", 42, 137, TIME)))
			.isEqualTo("2026-11-21T10:11:12.123456789Z demo /tasks/exit container_id=web id=web pid=42"
					+ " exit_status=137 exited_at=2026-11-21T10:11:12.123456789Z");
	}

	@Test
	void quotesWhatIsNoPlainWord() {
		assertThat(line("/namespaces/update", new NamespaceUpdate("demo", Map.of("a key", "x\u001b[31m\ny=1"))))
			.endsWith("name=demo \"labels.a key\"=\"x\\u001b[31m\\ny=1\"");
	}

	@Test
	void marksAGap() {
		EventGap gap = new EventGap(EventGap.Reason.RECONNECTED, TIME, TIME.plusSeconds(3), 0, "the daemon\nwent away");

		assertThat(line(EventGap.TOPIC, gap)).isEqualTo("2026-11-21T10:11:15.123456789Z --- gap:"
				+ " events may be missing since 2026-11-21T10:11:12.123456789Z: the daemon\\nwent away");
	}

	@Test
	void countsDroppedEvents() {
		EventGap gap = new EventGap(EventGap.Reason.OVERFLOW, TIME, TIME, 7, "too slow");

		assertThat(line(EventGap.TOPIC, gap)).contains("--- gap: 7 events dropped since");
	}

	private String line(String topic, EventPayload payload) {
		return this.line.of(new ContainerdEvent<>("demo", topic, TIME, payload, EventOrigin.LIVE));
	}

}
