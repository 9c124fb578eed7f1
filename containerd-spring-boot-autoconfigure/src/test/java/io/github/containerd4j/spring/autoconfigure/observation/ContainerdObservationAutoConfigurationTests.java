package io.github.containerd4j.spring.autoconfigure.observation;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.grpc.ContainerdGrpcAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.grpc.ContainerdGrpcClientAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import net.devh.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContainerdObservationAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContainerdAutoConfiguration.class,
				ContainerdGrpcAutoConfiguration.class, ContainerdGrpcClientAutoConfiguration.class,
				GrpcClientAutoConfiguration.class, ContainerdObservationAutoConfiguration.class,
				ObservationAutoConfiguration.class, MetricsAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class)
		.withPropertyValues("containerd.address=/nowhere/containerd.sock");

	@Test
	void aCallIsMeasured() {
		this.contextRunner.run((context) -> {
			call(context.getBean(ContainerdClient.class));
			assertThat(context.getBean(MeterRegistry.class)
				.get("grpc.client")
				.tag("rpc.service", "containerd.services.version.v1.Version")
				.timer()
				.count()).isOne();
		});
	}

	@Test
	void itCanBeTurnedOff() {
		this.contextRunner.withPropertyValues("containerd.observations.enabled=false").run((context) -> {
			call(context.getBean(ContainerdClient.class));
			assertThat(context.getBean(MeterRegistry.class).find("grpc.client").timer()).isNull();
		});
	}

	private static void call(ContainerdClient client) {
		assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.version().get());
	}

}
