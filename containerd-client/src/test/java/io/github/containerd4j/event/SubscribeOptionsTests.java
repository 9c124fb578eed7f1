package io.github.containerd4j.event;

import java.time.Duration;

import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SubscribeOptionsTests {

	private final SubscribeOptions options = SubscribeOptions.defaults();

	@Test
	void defaultsAreAllEventsWithoutResync() {
		assertThat(this.options.filters()).isEmpty();
		assertThat(this.options.namespaces()).isEmpty();
		assertThat(this.options.resync()).isEqualTo(Resync.NONE);
		assertThat(this.options.bufferSize()).isEqualTo(8192);
	}

	@Test
	void eachChangeKeepsTheOthers() {
		SubscribeOptions changed = this.options.withFilters(Filter.equal("topic", "/tasks/oom"))
			.withNamespaces("a", "b")
			.withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(2))
			.withBufferSize(10);

		assertThat(changed.filters()).containsExactly(Filter.equal("topic", "/tasks/oom"));
		assertThat(changed.namespaces()).containsExactly("a", "b");
		assertThat(changed.initialBackoff()).isEqualTo(Duration.ofSeconds(1));
		assertThat(changed.maxBackoff()).isEqualTo(Duration.ofSeconds(2));
		assertThat(changed.bufferSize()).isEqualTo(10);
	}

	@Test
	void malformedNamespaceIsRefused() {
		refused(() -> this.options.withNamespaces("a b"));
	}

	@Test
	void bufferForLessThanTwoEventsIsRefused() {
		refused(() -> this.options.withBufferSize(1));
	}

	@Test
	void waitThatIsNotPositiveIsRefused() {
		refused(() -> this.options.withBackoff(Duration.ZERO, Duration.ofSeconds(1)));
	}

	@Test
	void firstWaitLongerThanTheLastIsRefused() {
		refused(() -> this.options.withBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
	}

	@Test
	void resyncWithFiltersIsRefused() {
		refused(() -> this.options.withFilters(Filter.present("topic")).withResync(Resync.AFTER_GAP));
	}

	private static void refused(ThrowingCallable call) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(call);
	}

}
