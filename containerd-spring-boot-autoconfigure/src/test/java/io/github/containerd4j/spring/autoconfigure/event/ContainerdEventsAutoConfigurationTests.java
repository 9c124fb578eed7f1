package io.github.containerd4j.spring.autoconfigure.event;

import java.time.Duration;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.event.Resync;
import io.github.containerd4j.event.SubscribeOptions;
import io.github.containerd4j.event.SubscriptionState;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;
import io.github.containerd4j.spring.event.ContainerdEventPublisher;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdEventsAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContainerdAutoConfiguration.class, ContainerdEventsAutoConfiguration.class))
		.withPropertyValues("containerd.address=/nowhere/containerd.sock");

	@Test
	void theStreamIsOpenedInTheBackground() {
		this.contextRunner.run((context) -> {
			ContainerdEventPublisher publisher = context.getBean(ContainerdEventPublisher.class);
			assertThat(publisher.isRunning()).isTrue();
			assertThat(publisher.subscription().orElseThrow().state()).isEqualTo(SubscriptionState.CONNECTING);
		});
	}

	@Test
	void closingTheContextEndsTheSubscription() {
		this.contextRunner.run((context) -> {
			ContainerdEventPublisher publisher = context.getBean(ContainerdEventPublisher.class);
			context.getSourceApplicationContext().close();
			assertThat(publisher.isRunning()).isFalse();
			assertThat(publisher.subscription()).isEmpty();
		});
	}

	@Test
	void itCanBeTurnedOff() {
		this.contextRunner.withPropertyValues("containerd.events.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(ContainerdClient.class)
				.doesNotHaveBean(ContainerdEventPublisher.class));
	}

	@Test
	void theDefaultsAreThoseOfTheClient() {
		assertThat(PropertiesSubscribeOptions.of(new ContainerdProperties().getEvents()))
			.isEqualTo(SubscribeOptions.defaults());
	}

	@Test
	void everyPropertyReachesTheSubscription() {
		this.contextRunner
			.withPropertyValues("containerd.events.namespaces=a,b",
					"containerd.events.filters[0]=topic==\"/tasks/exit\"", "containerd.events.backoff.initial=1s",
					"containerd.events.backoff.max=2", "containerd.events.buffer-size=64")
			.run((context) -> assertThat(
					PropertiesSubscribeOptions.of(context.getBean(ContainerdProperties.class).getEvents()))
				.isEqualTo(new SubscribeOptions(List.of(Filter.parse("topic==\"/tasks/exit\"")), List.of("a", "b"),
						Duration.ofSeconds(1), Duration.ofSeconds(2), 64, Resync.NONE)));
	}

	@Test
	void aBackoffOutOfRangeEndsTheStart() {
		this.contextRunner.withPropertyValues("containerd.events.backoff.initial=1h")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidArgumentException.class));
	}

}
