package io.github.containerd4j.spring.autoconfigure;

import java.nio.file.Path;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.connection.ContainerdAddress.UnixSocket;
import io.github.containerd4j.event.EventService;
import io.github.containerd4j.event.NamespaceEventService;
import io.github.containerd4j.introspection.IntrospectionService;
import io.github.containerd4j.namespace.NamespaceService;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.spring.autoconfigure.grpc.ContainerdGrpcAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.grpc.ContainerdGrpcClientAutoConfiguration;
import io.github.containerd4j.version.VersionService;
import net.devh.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdAutoConfigurationTests {

	private final ApplicationContextRunner withoutGrpcStarter = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContainerdAutoConfiguration.class,
				ContainerdGrpcAutoConfiguration.class, ContainerdGrpcClientAutoConfiguration.class))
		.withPropertyValues("containerd.address=unix:///nowhere/containerd.sock");

	private final ApplicationContextRunner contextRunner = this.withoutGrpcStarter
		.withConfiguration(AutoConfigurations.of(GrpcClientAutoConfiguration.class));

	@Test
	void aClientIsConfiguredWithoutADaemon() {
		this.contextRunner.run((context) -> assertThat(context.getBean(ContainerdClient.class).address())
			.isEqualTo(new UnixSocket(Path.of("/nowhere/containerd.sock"))));
	}

	@Test
	void theServicesOfTheDaemonAreBeans() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(NamespaceService.class)
			.hasSingleBean(VersionService.class)
			.hasSingleBean(IntrospectionService.class));
	}

	@Test
	void theEventsOfAllNamespacesAreInjectedUnlessOneIsAskedFor() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(EventService.class)).isSameAs(context.getBean("containerdEventService"));
			assertThat(context.getBean(NamespaceEventService.class))
				.isSameAs(context.getBean("default-namespaceEventService"));
		});
	}

	@Test
	void nothingIsConfiguredWhenDisabled() {
		this.contextRunner.withPropertyValues("containerd.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ContainerdClient.class)
				.doesNotHaveBean(ContainerdConnectionDetails.class)
				.doesNotHaveBean(ContainerdClientBuilderCustomizer.class));
	}

	@Test
	void theClientMakesItsOwnChannelWithoutTheGrpcStarter() {
		this.withoutGrpcStarter.withClassLoader(new FilteredClassLoader("net.devh"))
			.run((context) -> assertThat(context).hasSingleBean(ContainerdClient.class)
				.doesNotHaveBean(ContainerdClientBuilderCustomizer.class));
	}

	@Test
	void theClientMakesItsOwnChannelWhenTheGrpcStarterIsNotConfigured() {
		this.withoutGrpcStarter.run((context) -> assertThat(context).hasSingleBean(ContainerdClient.class)
			.doesNotHaveBean(ContainerdClientBuilderCustomizer.class));
	}

	@Test
	void theClientMakesItsOwnChannelWhenTold() {
		this.contextRunner.withPropertyValues("containerd.grpc.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(ContainerdClient.class)
				.doesNotHaveBean(ContainerdClientBuilderCustomizer.class)
				.hasSingleBean(GrpcChannelFactory.class)
				.doesNotHaveBean("containerdGrpcChannelFactory"));
	}

	@Test
	void anApplicationsOwnClientTakesThePlaceOfOurs() {
		this.contextRunner.withUserConfiguration(OwnClient.class)
			.run((context) -> assertThat(context).hasSingleBean(ContainerdClient.class).hasBean("ownClient"));
	}

	@Test
	void anApplicationsOwnConnectionDetailsTakeThePlaceOfTheProperties() {
		this.contextRunner.withUserConfiguration(OwnDetails.class)
			.run((context) -> assertThat(context.getBean(ContainerdClient.class).address())
				.hasToString("unix:///details/containerd.sock"));
	}

	@Test
	void customizersAreAppliedAfterTheProperties() {
		this.contextRunner.withUserConfiguration(OwnCustomizer.class)
			.run((context) -> assertThat(context.getBean(ContainerdClient.class).address())
				.hasToString("unix:///customized.sock"));
	}

	@Test
	void aMalformedAddressEndsTheStart() {
		this.contextRunner.withPropertyValues("containerd.address=not/absolute")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidArgumentException.class)
				.hasMessageContaining("not/absolute"));
	}

	@Test
	void aTimeoutOutOfRangeEndsTheStart() {
		this.contextRunner.withPropertyValues("containerd.request-timeout=0")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("request timeout"));
	}

	@Test
	void theSnapshotterIsWhatThePropertySays() {
		this.contextRunner.withPropertyValues("containerd.snapshotter=native")
			.run((context) -> assertThat(context.getBean(SnapshotService.class).snapshotter()).isEqualTo("native"));
	}

	@Test
	void theFilesOfContainersAreWhereThePropertySays() {
		this.contextRunner.withPropertyValues("containerd.data-directory=/srv/containers")
			.run((context) -> assertThat(context.getBean(Namespace.class).containerDirectory("web").path())
				.startsWithRaw(Path.of("/srv/containers")));
	}

	@Test
	void aRuntimeWithoutANameEndsTheStart() {
		this.contextRunner.withPropertyValues("containerd.runtime=")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("runtime"));
	}

	@Test
	void aMissingSslBundleEndsTheStart() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues("containerd.address=tcp://proxy:8443", "containerd.ssl.bundle=absent")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("absent"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean
		ContainerdClient ownClient() {
			return ContainerdClient.create("/own/containerd.sock");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDetails {

		@Bean
		ContainerdConnectionDetails ownDetails() {
			return () -> ContainerdAddress.parse("/details/containerd.sock");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCustomizer {

		@Bean
		ContainerdClientBuilderCustomizer addressCustomizer() {
			return (builder) -> builder.address("/customized.sock");
		}

	}

}
