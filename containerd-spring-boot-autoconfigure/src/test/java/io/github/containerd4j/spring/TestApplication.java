package io.github.containerd4j.spring;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.event.TaskExit;
import io.github.containerd4j.event.TaskStart;
import io.github.containerd4j.version.VersionService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/**
 * An application as a user writes it, with everything that the starter brings.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
public class TestApplication {

	static ConfigurableApplicationContext start(String address, String... properties) {
		String[] all = Stream.concat(Stream.of("containerd.address=" + address), Arrays.stream(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new SpringApplicationBuilder(TestApplication.class).web(WebApplicationType.NONE).run(all);
	}

	/**
	 * Starts the application and returns, as a program does that expects the JVM to end.
	 * @param arguments the properties, each with two dashes before it
	 */
	public static void main(String[] arguments) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(TestApplication.class)
			.web(WebApplicationType.NONE)
			.run(arguments);
		System.out.println("version " + context.getBean(VersionService.class).get().version());
		context.close();
	}

	@Bean
	SimpleMeterRegistry meterRegistry() {
		return new SimpleMeterRegistry();
	}

	@Bean
	Listeners listeners() {
		return new Listeners();
	}

	/**
	 * Remembers what it hears.
	 */
	static class Listeners {

		private final BlockingQueue<ContainerdEvent<TaskExit>> exits = new LinkedBlockingQueue<>();

		private final BlockingQueue<ContainerdEvent<?>> all = new LinkedBlockingQueue<>();

		private final BlockingQueue<ContainerdEvent<TaskExit>> failures = new LinkedBlockingQueue<>();

		private final Map<String, String> asyncThreads = new ConcurrentHashMap<>();

		private final CountDownLatch async = new CountDownLatch(1);

		BlockingQueue<ContainerdEvent<TaskExit>> exits() {
			return this.exits;
		}

		BlockingQueue<ContainerdEvent<?>> all() {
			return this.all;
		}

		BlockingQueue<ContainerdEvent<TaskExit>> failures() {
			return this.failures;
		}

		Map<String, String> asyncThreads() {
			return this.asyncThreads;
		}

		CountDownLatch async() {
			return this.async;
		}

		@EventListener
		void onExit(ContainerdEvent<TaskExit> event) {
			this.exits.add(event);
		}

		@EventListener
		void onAny(ContainerdEvent<?> event) {
			this.all.add(event);
		}

		@EventListener(condition = "#event.topic == '/tasks/exit' and #event.payload.exitStatus != 0")
		void onFailure(ContainerdEvent<TaskExit> event) {
			this.failures.add(event);
		}

		@Async
		@EventListener
		public void onStart(ContainerdEvent<TaskStart> event) {
			this.asyncThreads.put(event.payload().containerId(), Thread.currentThread().getName());
			this.async.countDown();
		}

	}

}
