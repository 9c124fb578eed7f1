package io.github.containerd4j.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class ProbeTests {

	private static final ProbeOptions FAST = ProbeOptions.defaults()
		.withInterval(Duration.ofMillis(5))
		.withTimeout(Duration.ofSeconds(1))
		.withRetries(2);

	private final BlockingQueue<ProbeState> states = new LinkedBlockingQueue<>();

	private final AtomicBoolean works = new AtomicBoolean(true);

	@Test
	void theListenerHearsOfEachChange() throws InterruptedException {
		try (Probe probe = Probe.start("web", this::check, FAST, this::changed)) {
			assertThat(this.states.poll(10, TimeUnit.SECONDS)).isEqualTo(ProbeState.HEALTHY);
			this.works.set(false);
			assertThat(this.states.poll(10, TimeUnit.SECONDS)).isEqualTo(ProbeState.UNHEALTHY);
			this.works.set(true);
			assertThat(this.states.poll(10, TimeUnit.SECONDS)).isEqualTo(ProbeState.HEALTHY);
			assertThat(probe.status().last().detail()).isEqualTo("fine");
		}
	}

	@Test
	void aFailingListenerEndsNothing() throws InterruptedException {
		ProbeListener failing = (before, after) -> {
			changed(before, after);
			throw new IllegalStateException("deliberately");
		};
		try (Probe probe = Probe.start("web", this::check, FAST, failing)) {
			assertThat(this.states.poll(10, TimeUnit.SECONDS)).isEqualTo(ProbeState.HEALTHY);
			this.works.set(false);
			assertThat(this.states.poll(10, TimeUnit.SECONDS)).isEqualTo(ProbeState.UNHEALTHY);
			assertThat(probe.status().failures()).isGreaterThanOrEqualTo(2);
		}
	}

	@Test
	void closingInterruptsTheCheckAndTellsNothingMore() throws InterruptedException {
		CountDownLatch checking = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		Probe probe = Probe.start("web", (timeout) -> {
			checking.countDown();
			try {
				new CountDownLatch(1).await();
				return "never";
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
				throw new IOException(ex);
			}
		}, FAST.withRetries(1), this::changed);
		assertThat(checking.await(10, TimeUnit.SECONDS)).isTrue();

		probe.close();

		assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(probe.status().state()).isEqualTo(ProbeState.STARTING);
		assertThat(this.states).isEmpty();
	}

	@Test
	void optionsOutOfRangeAreRefused() {
		ProbeOptions defaults = ProbeOptions.defaults();
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> defaults.withRetries(0))
			.withMessageContaining("probe retries");
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> defaults.withInterval(Duration.ZERO));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> defaults.withTimeout(Duration.ofSeconds(-1)));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> defaults.withStart(Duration.ofSeconds(-1), Duration.ofSeconds(1)));
	}

	private String check(Duration timeout) throws IOException {
		if (!this.works.get()) {
			throw new IOException("broken");
		}
		return "fine";
	}

	private void changed(ProbeStatus before, ProbeStatus after) {
		this.states.add(after.state());
	}

}
