package io.github.containerd4j.spring.autoconfigure.grpc;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import net.devh.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Boot's own gRPC client and the gRPC client starter in one application: both
 * define a bean of the same name, so that without us it does not start.
 */
class BesideSpringGrpcTests {

	private final ApplicationContextRunner bothClients = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(GrpcClientAutoConfiguration.class,
				org.springframework.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration.class,
				SslAutoConfiguration.class))
		.withPropertyValues("containerd.address=/nowhere/containerd.sock");

	private final ApplicationContextRunner withContainerd = this.bothClients
		.withConfiguration(AutoConfigurations.of(ContainerdAutoConfiguration.class,
				ContainerdGrpcAutoConfiguration.class, ContainerdGrpcClientAutoConfiguration.class));

	@Test
	void anApplicationWithBothStarts() {
		this.withContainerd.run((context) -> assertThat(context).hasSingleBean(ContainerdClient.class)
			.hasBean("shadedNettyGrpcChannelFactory")
			.hasSingleBean(GrpcChannelFactory.class));
	}

	@Test
	void itStartsWithContainerdDisabledToo() {
		this.withContainerd.withPropertyValues("containerd.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ContainerdClient.class));
	}

	@Test
	void withoutUsItDoesNotStart() {
		this.bothClients.run((context) -> assertThat(context).hasFailed());
	}

}
