package io.github.containerd4j.spring.autoconfigure.health;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.health.ContainerdHealthIndicator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContainerdAutoConfiguration.class,
				ContainerdHealthContributorAutoConfiguration.class))
		.withPropertyValues("containerd.address=/nowhere/containerd.sock");

	@Test
	void aMissingDaemonIsDownWithTheReason() {
		this.contextRunner.run((context) -> {
			Health health = context.getBean(ContainerdHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("address", "unix:///nowhere/containerd.sock")
				.hasEntrySatisfying("error", (reason) -> assertThat(reason).asString()
					.contains("there is no socket /nowhere/containerd.sock"));
		});
	}

	@Test
	void theContributorHasTheNameThatUsersExpect() {
		this.contextRunner.run((context) -> assertThat(context).hasBean("containerdHealthContributor"));
	}

	@Test
	void severalClientsAreSeveralComponents() {
		this.contextRunner.withUserConfiguration(TwoClients.class).run((context) -> {
			HealthContributor contributor = context.getBean("containerdHealthContributor", HealthContributor.class);
			assertThat(contributor).isInstanceOf(CompositeHealthContributor.class);
			assertThat(((CompositeHealthContributor) contributor).stream()).extracting(HealthContributors.Entry::name)
				.containsExactlyInAnyOrder("first", "second");
		});
	}

	@Test
	void itCanBeTurnedOff() {
		this.contextRunner.withPropertyValues("management.health.containerd.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthContributor.class));
	}

	@Test
	void anOwnIndicatorTakesThePlaceOfOurs() {
		this.contextRunner.withBean("containerdHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).hasSingleBean(HealthContributor.class)
				.hasBean("containerdHealthIndicator"));
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoClients {

		@Bean
		ContainerdClient first() {
			return ContainerdClient.create("/first.sock");
		}

		@Bean
		ContainerdClient second() {
			return ContainerdClient.create("/second.sock");
		}

	}

}
