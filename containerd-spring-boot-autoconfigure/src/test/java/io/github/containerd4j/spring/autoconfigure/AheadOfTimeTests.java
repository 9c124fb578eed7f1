package io.github.containerd4j.spring.autoconfigure;

import java.util.function.Consumer;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerDefaults;
import io.github.containerd4j.event.EventService;
import io.github.containerd4j.spring.ContainerdNamespace;
import io.github.containerd4j.spring.container.DeclaredContainers;
import io.github.containerd4j.spring.container.DeclaredContainerStatus;
import io.github.containerd4j.spring.event.ContainerdEventPublisher;
import io.github.containerd4j.spring.health.ContainerdHealthIndicator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import net.devh.boot.grpc.client.channelfactory.GrpcChannelFactory;
import org.junit.jupiter.api.Test;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wiring as code that was generated when the application was built.
 */
@CompileWithForkedClassLoader
class AheadOfTimeTests {

	private static final String ADDRESS = "containerd.address=/nowhere/containerd.sock";

	// The container is started in the background, because there is no daemon.
	private static final String[] BUILD = { ADDRESS, "containerd.namespaces=k8s.io",
			"containerd.containers.web.image=busybox", "containerd.container-lifecycle.startup=background",
			"containerd.defaults.limits.pids=33", "containerd.profiles.small.limits.pids=3" };

	@Test
	void theClientAndItsNamespacesComeFromGeneratedCode() {
		generate((compiled) -> run(compiled, "containerd.namespaces=k8s.io", (context) -> {
			assertThat(context.getBean(ContainerdClient.class).address())
				.hasToString("unix:///nowhere/containerd.sock");
			assertThat(context.getBean(Namespace.class).name()).isEqualTo("default");
			assertThat(context.getBean(Pods.class).namespace.name()).isEqualTo("k8s.io");
			assertThat(context.getBean(EventService.class)).isSameAs(context.getBean("containerdEventService"));
		}));
	}

	@Test
	void theActuatorsPartsComeFromGeneratedCode() {
		generate((compiled) -> run(compiled, "containerd.namespaces=k8s.io", (context) -> {
			assertThat(context.getBean(GrpcChannelFactory.class))
				.isSameAs(context.getBean("containerdGrpcChannelFactory"));
			assertThat(context.getBean(ContainerdEventPublisher.class).isRunning()).isTrue();
			assertThat(context.getBean(ContainerdHealthIndicator.class).health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(context.getBean(MeterRegistry.class).get("grpc.client").timers()).isNotEmpty();
			assertThat(context.getBean(MeterRegistry.class).get("containerd.namespaces").gauge().value()).isNaN();
		}));
	}

	@Test
	void theDeclaredContainersComeFromGeneratedCode() {
		generate((compiled) -> run(compiled, "containerd.containers.web.image=busybox:2", (context) -> {
			assertThat(context.getBean(DeclaredContainers.class).status())
				.extracting(DeclaredContainerStatus::container)
				.containsExactly("web");
			assertThat(context.getBean(ContainerDefaults.class).resources().toJson()).contains("33");
			assertThat(context.getBean(ContainerdClient.class).namespace("default").profiles().names())
				.containsExactly("small");
		}));
	}

	@Test
	void theNamespacesAreThoseOfTheRunAndNotOfTheBuild() {
		generate((compiled) -> run(compiled, "containerd.namespaces=k8s.io,moby",
				(context) -> assertThat(context.getBean("moby-namespace", Namespace.class).name()).isEqualTo("moby")));
	}

	private static void generate(Consumer<Compiled> use) {
		TestGenerationContext generation = new TestGenerationContext();
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(Application.class);
		TestPropertyValues.of(BUILD).applyTo(context);
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile(use);
	}

	@SuppressWarnings("unchecked")
	private static void run(Compiled compiled, String property, Consumer<GenericApplicationContext> test) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			TestPropertyValues.of(BUILD).and(property).applyTo(context);
			compiled.getInstance(ApplicationContextInitializer.class).initialize(context);
			context.refresh();
			test.accept(context);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		Pods pods(@ContainerdNamespace("k8s.io") Namespace namespace) {
			return new Pods(namespace);
		}

	}

	record Pods(Namespace namespace) {

	}

}
