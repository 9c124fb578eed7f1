package io.github.containerd4j.event;

import io.github.containerd4j.event.EventGap.Reason;
import io.github.containerd4j.proto.types.Envelope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventBufferTests {

	private final EventBuffer buffer = new EventBuffer(4, "ns");

	@Test
	void keepsTheOrder() throws InterruptedException {
		put("a", "b");
		assertThat(take()).isEqualTo("a");
		put("c");

		assertThat(take()).isEqualTo("b");
		assertThat(take()).isEqualTo("c");
	}

	@Test
	void tellsOneGapWhereTheNewestWereDropped() throws InterruptedException {
		put("1", "2", "3", "4", "x", "x", "x");

		assertThat(take()).isEqualTo("1");
		assertThat(take()).isEqualTo("2");
		put("5");
		assertThat(take()).isEqualTo("3");
		assertThat(take()).isEqualTo("4");
		ContainerdEvent<?> event = this.buffer.take();
		assertThat(event).isNotNull();
		assertThat(event.namespace()).isEqualTo("ns");
		assertThat(event.topic()).isEqualTo(EventGap.TOPIC);
		assertThat(event.origin()).isEqualTo(EventOrigin.STREAM);
		assertThat(event.payload()).isInstanceOfSatisfying(EventGap.class, (gap) -> {
			assertThat(gap.reason()).isEqualTo(Reason.OVERFLOW);
			assertThat(gap.dropped()).isEqualTo(3);
			assertThat(gap.restoredAt()).isAfterOrEqualTo(gap.lostAt());
		});
		assertThat(take()).isEqualTo("5");
	}

	@Test
	void dropsUntilHalfIsFreeAgain() throws InterruptedException {
		put("1", "2", "3", "4", "x");

		assertThat(take()).isEqualTo("1");

		assertThat(this.buffer.put(envelope("y"))).isFalse();
		assertThat(take()).isEqualTo("2");
		assertThat(this.buffer.put(envelope("5"))).isTrue();
	}

	@Test
	void tellsTheGapEvenIfNothingFollows() throws InterruptedException {
		put("1", "2", "3", "4", "x");
		for (int i = 0; i < 4; i++) {
			take();
		}

		assertThat(take()).isEqualTo(EventGap.TOPIC);
	}

	@Test
	void tellsTheGapBeforeTheEnd() throws InterruptedException {
		put("1", "2", "3", "4", "x");
		this.buffer.end(null);
		for (int i = 0; i < 4; i++) {
			take();
		}

		assertThat(take()).isEqualTo(EventGap.TOPIC);
		assertThat(this.buffer.take()).isNull();
	}

	@Test
	void endsAfterTheLastEvent() throws InterruptedException {
		put("1");
		this.buffer.end(null);

		assertThat(take()).isEqualTo("1");
		assertThat(this.buffer.take()).isNull();
		assertThat(this.buffer.take()).isNull();
	}

	private void put(String... topics) {
		for (String topic : topics) {
			this.buffer.put(envelope(topic));
		}
	}

	private static Envelope envelope(String topic) {
		return Envelope.newBuilder().setTopic(topic).build();
	}

	private String take() throws InterruptedException {
		ContainerdEvent<?> event = this.buffer.take();
		assertThat(event).isNotNull();
		return event.topic();
	}

}
