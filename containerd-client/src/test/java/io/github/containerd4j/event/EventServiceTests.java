package io.github.containerd4j.event;

import java.time.Instant;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.event.EventGap.Reason;
import io.github.containerd4j.rpc.FakeDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventServiceTests {

	private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000, 5);

	private final FakeEvents fake = new FakeEvents();

	private final FakeDaemon daemon = new FakeDaemon(List.of(this.fake));

	private final NamespaceEventService events = NamespaceEventService.over(this.daemon.client().inNamespace("ns"));

	@AfterEach
	void stop() throws InterruptedException {
		this.daemon.close();
	}

	@Test
	void publishesARecordUnderItsTypeUrl() {
		this.events.publish("/tasks/oom", new TaskOom("c1"));

		assertThat(this.fake.published).singleElement().satisfies((request) -> {
			assertThat(request.getTopic()).isEqualTo("/tasks/oom");
			assertThat(request.getEvent().getTypeUrl()).isEqualTo("containerd.events.TaskOOM");
			assertThat(EventMapper.toPayload(request.getEvent())).isEqualTo(new TaskOom("c1"));
		});
	}

	@Test
	void publishesATypeOfOnesOwnUntouched() {
		TypedValue value = TypedValue.json("example.com/Backup", "{}");

		this.events.publish("/backup/done", value);

		assertThat(this.fake.published).singleElement()
			.satisfies((request) -> assertThat(EventMapper.toPayload(request.getEvent()))
				.isEqualTo(new UnknownEvent(value)));
	}

	@Test
	void publishesAnEmptyPayloadAsPresent() {
		this.events.publish("/backup/done", TypedValue.json("", ""));

		assertThat(this.fake.published).singleElement().matches((request) -> request.hasEvent());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "tasks/oom", "/tasks/", "//oom", "/tasks/a b", "/tasks/_a" })
	void malformedTopicIsRefusedBeforeAnythingIsSent(String topic) {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.events.publish(topic, new TaskOom("c1")))
			.withMessageContaining("topic");
		assertThat(this.fake.published).isEmpty();
	}

	@Test
	void forwardsACompleteEnvelope() {
		ContainerdEvent<TaskOom> event = new ContainerdEvent<>("other", "/tasks/oom", NOW, new TaskOom("c1"),
				EventOrigin.RESYNC);

		this.events.forward(event);

		assertThat(this.fake.forwarded).singleElement().satisfies((request) -> {
			assertThat(request.hasEnvelope()).isTrue();
			assertThat(EventMapper.toEvent(request.getEnvelope()))
				.isEqualTo(new ContainerdEvent<>("other", "/tasks/oom", NOW, new TaskOom("c1"), EventOrigin.LIVE));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z" })
	void eventWithoutATimeIsNotForwarded(Instant unset) {
		ContainerdEvent<?> event = new ContainerdEvent<>("ns", "/tasks/oom", unset, new TaskOom("c1"),
				EventOrigin.LIVE);

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.events.forward(event));
		assertThat(this.fake.forwarded).isEmpty();
	}

	@Test
	void eventWithoutANamespaceIsNotForwarded() {
		ContainerdEvent<?> event = new ContainerdEvent<>("", "/tasks/oom", NOW, new TaskOom("c1"), EventOrigin.LIVE);

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.events.forward(event));
		assertThat(this.fake.forwarded).isEmpty();
	}

	@Test
	void gapIsNotForwarded() {
		EventGap gap = new EventGap(Reason.OVERFLOW, NOW, NOW, 1, "x");
		ContainerdEvent<?> event = new ContainerdEvent<>("ns", "/tasks/oom", NOW, gap, EventOrigin.STREAM);

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.events.forward(event));
		assertThat(this.fake.forwarded).isEmpty();
	}

	@Test
	void serviceOfANamespaceNeedsOne() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> NamespaceEventService.over(this.daemon.client()));
	}

	@Test
	void serviceOfANamespaceSubscribesToNoOther() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.events.subscribe(SubscribeOptions.defaults().withNamespaces("other"), (event) -> {
			}))
			.withMessageContaining("other");
	}

}
