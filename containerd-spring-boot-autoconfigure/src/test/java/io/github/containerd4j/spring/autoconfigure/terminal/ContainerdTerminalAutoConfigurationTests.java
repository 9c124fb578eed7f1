package io.github.containerd4j.spring.autoconfigure.terminal;

import java.time.Duration;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.diagnostics.InvalidContainerdPropertyException;
import io.github.containerd4j.spring.terminal.TerminalHandler;
import io.github.containerd4j.spring.terminal.TerminalSettings;
import jakarta.websocket.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdTerminalAutoConfigurationTests {

	private static final AutoConfigurations PARTS = AutoConfigurations.of(ContainerdAutoConfiguration.class,
			ContainerdTerminalAutoConfiguration.class);

	private static final String[] SWITCHED_ON = { "containerd.address=/nowhere/containerd.sock",
			"containerd.terminal.enabled=true" };

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(PARTS)
		.withPropertyValues(SWITCHED_ON);

	@Test
	void isNotThereUnlessItIsSwitchedOn() {
		new WebApplicationContextRunner().withConfiguration(PARTS)
			.withPropertyValues("containerd.address=/nowhere/containerd.sock")
			.run((context) -> assertThat(context).hasSingleBean(ContainerdClient.class)
				.doesNotHaveBean(TerminalHandler.class)
				.doesNotHaveBean(WebSocketHandlerMapping.class));
	}

	@Test
	void listensOnThePathOfTheProperty() {
		this.runner.withPropertyValues("containerd.terminal.path=/shell").run((context) -> {
			assertThat(context).hasSingleBean(TerminalHandler.class);
			assertThat(context.getBean(WebSocketHandlerMapping.class).getUrlMap()).containsOnlyKeys("/shell");
		});
	}

	@Test
	void isNotThereWithoutAClient() {
		this.runner.withPropertyValues("containerd.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TerminalHandler.class));
	}

	@Test
	void isNotThereWithoutAWebServerOfServlets() {
		new ApplicationContextRunner().withConfiguration(PARTS)
			.withPropertyValues(SWITCHED_ON)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TerminalHandler.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { WebSocketHttpRequestHandler.class, Session.class, DispatcherServlet.class })
	void isNotThereWithoutTheLibraries(Class<?> missing) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ContainerdClient.class)
				.doesNotHaveBean(ContainerdTerminalAutoConfiguration.class));
	}

	@Test
	void aHandlerOfTheApplicationTakesItsPlace() {
		this.runner.withUserConfiguration(OwnHandler.class)
			.run((context) -> assertThat(context).getBean(TerminalHandler.class)
				.isSameAs(context.getBean("ownTerminals")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "path=terminal", "path=/*", "max-sessions=0", "idle-timeout=0s", "send-timeout=-1s",
			"max-message-size=0B", "max-message-size=17MB" })
	void refusesValuesThatCannotBe(String property) {
		this.runner.withPropertyValues("containerd.terminal." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("it must be")
				.satisfies((cause) -> assertThat(context.getStartupFailure())
					.hasStackTraceContaining(InvalidContainerdPropertyException.class.getName())));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHandler {

		@Bean
		TerminalHandler ownTerminals(ContainerdClient client) {
			return new TerminalHandler(client, "default", new TerminalSettings(List.of(), false, List.of("default"),
					List.of("sh"), 1, Duration.ofMinutes(1), Duration.ofMinutes(1), 1024));
		}

	}

}
