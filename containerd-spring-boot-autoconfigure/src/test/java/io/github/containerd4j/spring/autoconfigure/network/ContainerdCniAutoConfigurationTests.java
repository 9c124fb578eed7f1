package io.github.containerd4j.spring.autoconfigure.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.github.containerd4j.network.Cni;
import io.github.containerd4j.network.CniException;
import io.github.containerd4j.network.CniNetwork;
import io.github.containerd4j.network.CniTarget;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdClientBuilderCustomizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContainerdCniAutoConfigurationTests {

	private static final String RESULT = "{\"cniVersion\":\"1.0.0\",\"ips\":[{\"address\":\"10.9.0.5/24\"}]}";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContainerdCniAutoConfiguration.class, ContainerdAutoConfiguration.class))
		.withPropertyValues("containerd.address=unix:///nowhere/containerd.sock");

	@TempDir
	private Path directory;

	@Test
	void networksAreReadFromTheDirectory() throws IOException {
		network("a");

		this.contextRunner.withPropertyValues("containerd.cni.config-directory=" + this.directory)
			.run((context) -> assertThat(context.getBean(Cni.class).networks()).extracting(CniNetwork::name)
				.containsExactly("a"));
	}

	@Test
	void filesThatAreNamedComeFirst() throws IOException {
		network("a");
		Path other = Files.move(network("b"), Files.createDirectory(this.directory.resolve("other")).resolve("b.json"));

		this.contextRunner
			.withPropertyValues("containerd.cni.config-directory=" + this.directory,
					"containerd.cni.config-files=" + other)
			.run((context) -> assertThat(context.getBean(Cni.class).networks()).extracting(CniNetwork::name)
				.containsExactly("b", "a"));
	}

	@Test
	void pluginsAreFoundAndWhatTheyGaveIsKept() throws IOException {
		network("a");
		plugin("echo '" + RESULT + "'");

		this.contextRunner
			.withPropertyValues("containerd.cni.config-directory=" + this.directory,
					"containerd.cni.plugin-directories=/nowhere," + this.directory,
					"containerd.cni.cache-directory=" + this.directory.resolve("cache"))
			.run((context) -> {
				Cni cni = context.getBean(Cni.class);
				cni.add(cni.network("a"), target());
				assertThat(this.directory.resolve("cache/results")).isNotEmptyDirectory();
				assertThat(cni.attachments("demo-web")).hasSize(1);
			});
	}

	@Test
	void aPluginThatTakesTooLongIsKilled() throws IOException {
		network("a");
		plugin("[ $CNI_COMMAND = DEL ] || exec sleep 600");

		this.contextRunner
			.withPropertyValues("containerd.cni.config-directory=" + this.directory,
					"containerd.cni.plugin-directories=" + this.directory, "containerd.cni.timeout=1")
			.run((context) -> {
				Cni cni = context.getBean(Cni.class);
				assertThatExceptionOfType(CniException.class).isThrownBy(() -> cni.add(cni.network("a"), target()));
			});
	}

	@Test
	void anOwnBeanTakesTheirPlace() {
		this.contextRunner.withUserConfiguration(OwnNetworks.class).run((context) -> {
			assertThat(context).hasSingleBean(Cni.class);
			assertThat(context.getBean(Cni.class)).isSameAs(OwnNetworks.CNI);
		});
	}

	@Test
	void thereIsNothingWithoutContainerd() {
		this.contextRunner.withPropertyValues("containerd.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Cni.class)
				.doesNotHaveBean(ContainerdClientBuilderCustomizer.class));
	}

	private static CniTarget target() {
		return CniTarget.of("demo-web", Path.of("/proc/self/ns/net"), "eth0");
	}

	private Path network(String name) throws IOException {
		return Files.writeString(this.directory.resolve(name + ".conflist"),
				"{\"cniVersion\":\"1.0.0\",\"name\":\"" + name + "\",\"plugins\":[{\"type\":\"fake\"}]}");
	}

	private void plugin(String body) throws IOException {
		Path plugin = Files.writeString(this.directory.resolve("fake"), "#!/bin/sh\n" + body);
		Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnNetworks {

		private static final Cni CNI = Cni.defaults();

		@Bean
		Cni cni() {
			return CNI;
		}

	}

}
