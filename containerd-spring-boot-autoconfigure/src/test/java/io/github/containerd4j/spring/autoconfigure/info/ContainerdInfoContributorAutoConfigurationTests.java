package io.github.containerd4j.spring.autoconfigure.info;

import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.info.ContainerdInfoContributor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdInfoContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContainerdAutoConfiguration.class,
				ContainerdInfoContributorAutoConfiguration.class))
		.withPropertyValues("containerd.address=/nowhere/containerd.sock");

	@Test
	void aMissingDaemonStillHasAnAddress() {
		this.contextRunner.run((context) -> {
			Info.Builder builder = new Info.Builder();
			context.getBean(ContainerdInfoContributor.class).contribute(builder);
			assertThat(builder.build().getDetails()).extracting("containerd")
				.asString()
				.contains("address=unix:///nowhere/containerd.sock", "there is no socket");
		});
	}

	@Test
	void itCanBeTurnedOff() {
		this.contextRunner.withPropertyValues("management.info.containerd.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ContainerdInfoContributor.class));
	}

}
