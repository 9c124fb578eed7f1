package io.github.containerd4j.spring.autoconfigure.embedded;

import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.embedded.EmbeddedContainerdException;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdConnectionDetails;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdEmbeddedAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContainerdAutoConfiguration.class, ContainerdEmbeddedAutoConfiguration.class))
		.withPropertyValues("containerd.address=/nowhere/containerd.sock");

	@Test
	void noDaemonIsStartedUnlessAskedFor() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedContainerd.class));
	}

	@Test
	void aDirectoryWithoutProgramsEndsTheStart() {
		this.contextRunner
			.withPropertyValues("containerd.embedded.enabled=true", "containerd.embedded.bin-directory=/nowhere")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(EmbeddedContainerdException.class));
	}

	@Test
	void aMissingLibraryEndsTheStart() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.github.containerd4j.embedded"))
			.withPropertyValues("containerd.embedded.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("containerd.embedded.enabled"));
	}

	@Test
	void anApplicationsOwnConnectionDetailsComeFirst() {
		this.contextRunner.withPropertyValues("containerd.embedded.enabled=true")
			.withBean(ContainerdConnectionDetails.class, () -> () -> ContainerdAddress.parse("/own.sock"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedContainerd.class));
	}

}
