package io.github.containerd4j.spring.autoconfigure.container;

import java.util.List;

import io.github.containerd4j.container.ContainerDefaults;
import io.github.containerd4j.network.Dns;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdContainerDefaultsAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContainerdContainerDefaultsAutoConfiguration.class,
				ContainerdAutoConfiguration.class))
		.withPropertyValues("containerd.address=unix:///nowhere/containerd.sock");

	@Test
	void thereAreNoneUnlessAPropertySaysSo() {
		this.contextRunner
			.run((context) -> assertThat(context.getBean(ContainerDefaults.class)).isEqualTo(ContainerDefaults.none()));
	}

	@Test
	void everyPropertyReachesTheClient() {
		this.contextRunner
			.withPropertyValues("containerd.defaults.limits.memory=64MB", "containerd.defaults.limits.pids=50",
					"containerd.defaults.network.networks=lan", "containerd.defaults.network.nameservers=10.0.0.1",
					"containerd.defaults.network.keep=true", "containerd.defaults.log.driver=json")
			.run((context) -> {
				ContainerDefaults defaults = context.getBean(ContainerDefaults.class);
				assertThat(defaults.resources()).isEqualTo(Resources.builder().memory(64 << 20).pids(50).build());
				assertThat(defaults.network()).isEqualTo(NetworkSettings.builder("lan")
					.dns(new Dns(List.of("10.0.0.1"), null, List.of(), List.of()))
					.build());
				assertThat(defaults.networkKept()).isTrue();
				assertThat(defaults.log()).isNotNull();
			});
	}

	@Test
	void nameServersAloneAreNoNetwork() {
		this.contextRunner.withPropertyValues("containerd.defaults.network.nameservers=10.0.0.1")
			.run((context) -> assertThat(context.getBean(ContainerDefaults.class).network()).isNull());
	}

	@Test
	void aBadValueNamesItsProperty() {
		this.contextRunner.withPropertyValues("containerd.defaults.limits.memory=1KB")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("'containerd.defaults.limits.memory'"));
	}

	@Test
	void anOwnBeanTakesTheirPlace() {
		this.contextRunner.withPropertyValues("containerd.defaults.limits.pids=50")
			.withUserConfiguration(OwnDefaults.class)
			.run((context) -> assertThat(context.getBean(ContainerDefaults.class))
				.isEqualTo(ContainerDefaults.none().withNetwork(NetworkSettings.host())));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDefaults {

		@Bean
		ContainerDefaults defaults() {
			return ContainerDefaults.none().withNetwork(NetworkSettings.host());
		}

	}

}
