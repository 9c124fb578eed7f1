package io.github.containerd4j.spring.autoconfigure.diagnostics;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.spring.ContainerdNamespace;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.container.ContainerdContainerDefaultsAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.container.ContainerdContainersAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.container.ContainerdProfilesAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.embedded.ContainerdEmbeddedAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.image.ContainerdImagesAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.image.ContainerdStartupPullAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.network.ContainerdCniAutoConfiguration;
import io.github.containerd4j.spring.container.ForeignContainerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class FailureAnalyzersTests {

	@Test
	void aMalformedAddressNamesTheProperty(CapturedOutput output) {
		startFails(Containerd.class, "containerd.address=not/absolute");

		assertThat(output).contains("invalid containerd address \"not/absolute\"")
			.contains("Correct 'containerd.address'")
			.doesNotContain("\tat ");
	}

	@Test
	void aMalformedNamespaceNamesTheProperties(CapturedOutput output) {
		startFails(Containerd.class, "containerd.namespaces=a/b");

		assertThat(output).contains("invalid namespace \"a/b\"").contains("'containerd.namespaces'");
	}

	@Test
	void anUnknownNamespaceNamesThePropertyToExtend(CapturedOutput output) {
		startFails(NeedsKubernetes.class, "containerd.address=/nowhere.sock");

		assertThat(output).contains("the containerd namespace \"k8s.io\", which is not configured")
			.contains("Add \"k8s.io\" to the property 'containerd.namespaces'")
			.contains("client.namespace(\"k8s.io\")");
	}

	@Test
	void aMissingSocketIsExplained(CapturedOutput output) {
		startFails(CallsDuringStart.class, "containerd.address=/nowhere/containerd.sock");

		assertThat(output).contains("there is no socket /nowhere/containerd.sock")
			.contains("set 'containerd.address' to its socket");
	}

	@Test
	void aMissingProgramOfTheEmbeddedDaemonIsExplained(CapturedOutput output) {
		startFails(Containerd.class, "containerd.embedded.enabled=true", "containerd.embedded.bin-directory=/nowhere");

		assertThat(output).contains("The embedded containerd did not start")
			.contains("'containerd.embedded.bin-directory'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "containerd.registry.hosts[docker.io].mirrors[0].address=ftp://mirror | mirrors[0].address",
					"containerd.registry.hosts[docker.io].mirrors[0].capabilities=pull | mirrors[0].address",
					"containerd.registry.hosts[reg:5000].address=https://host?x=1 | address",
					"containerd.registry.hosts[reg:5000].headers.Host=x | headers",
					"containerd.registry.credentials[docker.io].password=hidden1 | credentials[docker.io]",
					"containerd.registry.credentials[docker.io].username=me | credentials[docker.io]",
					"containerd.registry.connect-timeout=0s | containerd.registry.connect-timeout",
					"containerd.registry.backoff.max=-1s | containerd.registry.backoff.max",
					"containerd.registry.stall-timeout=soon | containerd.registry.stall-timeout",
					"containerd.registry.retries=-1 | containerd.registry.retries",
					"containerd.registry.proxy.https=socks5://me:hidden1@proxy | containerd.registry.proxy.https",
					"containerd.images.timeout=0s | containerd.images.timeout",
					"containerd.images.stall-timeout=-1s | containerd.images.stall-timeout",
					"containerd.images.concurrency=0 | containerd.images.concurrency",
					"containerd.images.pull-at-startup=team//app | containerd.images.pull-at-startup",
					"containerd.cni.timeout=0s | containerd.cni.timeout",
					"containerd.defaults.limits.memory=1KB | containerd.defaults.limits.memory",
					"containerd.defaults.log.max-size=0 | containerd.defaults.log.max-size",
					"containerd.profiles.small.limits.memory=1KB | containerd.profiles.small.limits.memory",
					"containerd.data-directory=data | containerd.data-directory" })
	void aBadValueOfTheClientNamesItsProperty(String property, String named, CapturedOutput output) {
		startFails(Containerd.class, "containerd.address=/nowhere.sock", property);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(named)
			.doesNotContain("\tat ")
			.doesNotContain("hidden1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "web.command=true | web.image", "web.image=busybox, web.network.ports=80 | web.network.ports",
					"web.image=busybox, web.network.mode=host, web.network.ports=80:80 | web.network.mode",
					"web.image=busybox, web.limits.memory=1KB | web.limits.memory",
					"web.image=busybox, web.probes.live.interval=5s | web.probes.live",
					"web.image=busybox, web.probes.live.tcp-port=80 | web.probes.live.host",
					"web.image=busybox, web.log.driver=file | web.log.file",
					"web.image=busybox, web.restart=sometimes | web.restart" })
	void aWrongDeclarationOfAContainerNamesItsProperty(String properties, String named, CapturedOutput output) {
		String[] declaration = Stream.of(properties.split(", "))
			.map((property) -> "containerd.containers." + property)
			.toArray(String[]::new);

		startFails(Containerd.class, declaration);

		assertThat(output).contains("A container is declared wrongly: ")
			.contains("Correct 'containerd.containers." + named + "'.")
			.doesNotContain("\tat ");
	}

	@Test
	void aDeclaredContainerThatDoesNotStartIsExplained(CapturedOutput output) {
		startFails(Containerd.class, "containerd.address=/nowhere.sock", "containerd.containers.web.image=busybox");

		assertThat(output).contains("the container default/web did not start: ")
			.contains("there is no socket /nowhere.sock")
			.contains("'containerd.containers.web'")
			.contains("'containerd.container-lifecycle.fail-on-error'")
			.doesNotContain("\tat ");
	}

	@Test
	void anImageThatTheStartNeedsIsExplained(CapturedOutput output) {
		startFails(Containerd.class, "containerd.address=/nowhere.sock",
				"containerd.images.pull-at-startup=example.test/app:1",
				"containerd.images.startup.mode=before-readiness", "containerd.images.startup.fail-on-error=true");

		assertThat(output).contains("the image example.test/app:1 could not be pulled: ")
			.contains("there is no socket /nowhere.sock")
			.contains("'containerd.images.pull-at-startup'")
			.contains("'containerd.images.startup.fail-on-error'")
			.doesNotContain("\tat ");
	}

	@Test
	void aContainerOfSomebodyElseIsExplained() {
		FailureAnalysis analysis = new ForeignContainerFailureAnalyzer()
			.analyze(new ApplicationContextException("no", new ForeignContainerException("default/web")));

		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("the container default/web exists");
		assertThat(analysis.getAction()).contains("Delete the container default/web").contains("another identifier");
	}

	@Test
	void aBadArgumentOfTheApplicationIsNotBlamedOnAProperty() {
		InvalidArgumentException failure = InvalidArgumentException.of("container id", "a/b", "no");

		assertThat(new InvalidPropertyFailureAnalyzer().analyze(failure)).isNull();
	}

	@Test
	void otherMissingBeansAreLeftToSpringBoot(CapturedOutput output) {
		startFails(NeedsString.class, "containerd.address=/nowhere.sock");

		assertThat(output).contains("required a bean of type 'java.lang.String' that could not be found");
	}

	private static void startFails(Class<?> source, String... properties) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		List<String> arguments = List.of(properties).stream().map((property) -> "--" + property).toList();
		assertThatThrownBy(() -> application.run(arguments.toArray(String[]::new))).isNotNull();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ContainerdImagesAutoConfiguration.class, ContainerdAutoConfiguration.class,
			ContainerdEmbeddedAutoConfiguration.class, ContainerdStartupPullAutoConfiguration.class,
			ContainerdCniAutoConfiguration.class, ContainerdContainersAutoConfiguration.class,
			ContainerdContainerDefaultsAutoConfiguration.class, ContainerdProfilesAutoConfiguration.class })
	static class Containerd {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ContainerdAutoConfiguration.class)
	static class NeedsKubernetes {

		@Bean
		String name(@ContainerdNamespace("k8s.io") Namespace namespace) {
			return namespace.name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ContainerdAutoConfiguration.class)
	static class NeedsString {

		@Bean
		Consumer<String> consumer(String text) {
			return (value) -> value.concat(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ContainerdAutoConfiguration.class)
	static class CallsDuringStart {

		@Bean
		String version(ContainerdClient client) {
			return client.version().get().version();
		}

	}

}
