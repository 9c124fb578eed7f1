package io.github.containerd4j.spring.autoconfigure.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.endpoint.ContainerdEndpoint;
import io.github.containerd4j.spring.endpoint.ContainerdEndpointWebExtension;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContainerdAutoConfiguration.class, ContainerdEndpointAutoConfiguration.class))
		.withPropertyValues("containerd.address=/nowhere/containerd.sock");

	private final ApplicationContextRunner exposed = this.runner
		.withPropertyValues("management.endpoints.web.exposure.include=containerd");

	@Test
	void isThereWhenItIsExposed() {
		this.exposed.run((context) -> assertThat(context).hasSingleBean(ContainerdEndpoint.class)
			.hasSingleBean(ContainerdEndpointWebExtension.class));
	}

	@Test
	void isNotThereWhenItIsNotExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ContainerdEndpoint.class)
			.doesNotHaveBean(ContainerdEndpointWebExtension.class));
	}

	@Test
	void hasNoWebExtensionWhenItIsExposedOverJmxOnly() {
		this.runner
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=containerd")
			.run((context) -> assertThat(context).hasSingleBean(ContainerdEndpoint.class)
				.doesNotHaveBean(ContainerdEndpointWebExtension.class));
	}

	@Test
	void isNotThereWhenAccessToItIsOff() {
		this.exposed.withPropertyValues("management.endpoint.containerd.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(ContainerdEndpoint.class));
	}

	@Test
	void isNotThereWithoutAClient() {
		this.exposed.withPropertyValues("containerd.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ContainerdEndpoint.class));
	}

	@Test
	void isNotThereWithoutTheActuator() {
		new ApplicationContextRunner().withUserConfiguration(WholeApplication.class)
			.withPropertyValues("containerd.address=/nowhere/containerd.sock")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ContainerdClient.class)
				.doesNotHaveBean(ContainerdEndpointAutoConfiguration.class));
	}

	@Test
	void takesTheEndpointOfTheApplication() {
		this.exposed.withUserConfiguration(OwnEndpoint.class)
			.run((context) -> assertThat(context).hasSingleBean(ContainerdEndpoint.class)
				.hasBean("ownEndpoint")
				.hasSingleBean(ContainerdEndpointWebExtension.class));
	}

	@Test
	void hidesValuesUnlessItIsTold() {
		this.exposed.run((context) -> {
			ContainerdEndpointProperties properties = context.getBean(ContainerdEndpointProperties.class);
			assertThat(properties.getShowValues()).isEqualTo(Show.NEVER);
			assertThat(properties.getRoles()).isEmpty();
			assertThat(properties.getTimeout()).isEqualTo(Duration.ofSeconds(20));
		});
	}

	@Test
	void readsItsProperties() {
		this.exposed
			.withPropertyValues("management.endpoint.containerd.show-values=when-authorized",
					"management.endpoint.containerd.roles=ops,admin", "management.endpoint.containerd.timeout=15")
			.run((context) -> {
				ContainerdEndpointProperties properties = context.getBean(ContainerdEndpointProperties.class);
				assertThat(properties.getShowValues()).isEqualTo(Show.WHEN_AUTHORIZED);
				assertThat(properties.getRoles()).isEqualTo(Set.of("ops", "admin"));
				assertThat(properties.getTimeout()).isEqualTo(Duration.ofSeconds(15));
			});
	}

	@Configuration(proxyBeanMethods = false)
	@Import(ListedAutoConfigurations.class)
	static class WholeApplication {

	}

	/**
	 * Finds our auto-configurations by their names, as an application does, so that the
	 * classes of those that are out are never loaded.
	 */
	static class ListedAutoConfigurations extends AutoConfigurationImportSelector {

		@Override
		protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
			return new AnnotationAttributes(Map.of("exclude", new String[0], "excludeName", new String[0]));
		}

		@Override
		protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
				AnnotationAttributes attributes) {
			return super.getCandidateConfigurations(metadata, attributes).stream()
				.filter((name) -> name.startsWith("io.github.containerd4j."))
				.collect(Collectors.toCollection(ArrayList::new));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEndpoint {

		@Bean
		ContainerdEndpoint ownEndpoint(ContainerdClient client) {
			return new ContainerdEndpoint(client, List.of(), Show.ALWAYS, Duration.ofSeconds(1));
		}

	}

}
