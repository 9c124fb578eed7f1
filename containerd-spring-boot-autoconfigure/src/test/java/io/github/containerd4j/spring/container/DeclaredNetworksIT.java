package io.github.containerd4j.spring.container;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.probe.ProbeState;
import io.github.containerd4j.spring.health.DeclaredContainersHealthIndicator;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Networks and probes of declared containers, on a real daemon with real plugins.
 */
@DaemonTest
@Timeout(120)
class DeclaredNetworksIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String SERVE = "sh,-c,mkdir -p /www; echo hello > /www/index.html; httpd -p 80 -h /www; exec sleep 600";

	private final TestDaemon daemon;

	private final Namespace namespace;

	DeclaredNetworksIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		daemon.importBusybox(namespace);
	}

	@Test
	void probesReachTheContainerInItsNetwork(@TempDir Path directory) throws IOException {
		try (TestNetwork network = new TestNetwork(directory)) {
			try (ConfigurableApplicationContext context = start(SERVE,
					Stream.concat(network.properties(),
							Stream
								.of("network.networks=" + network.name(), "probes.page.http-port=80",
										"probes.page.http-path=/index.html", "probes.page.interval=200ms",
										"probes.port.tcp-port=80", "probes.port.interval=200ms")
								.map(DeclaredNetworksIT::ofContainer)))) {
				await().atMost(LIMIT)
					.until(() -> probes(context),
							Map.of("page", ProbeState.HEALTHY, "port", ProbeState.HEALTHY)::equals);
				assertThat(health(context)).isEqualTo(Status.UP);
				assertThat(ips(context)).singleElement()
					.satisfies((address) -> assertThat(address.getHostAddress()).startsWith(network.subnet()));

				exec("rm /www/index.html");
				await().atMost(LIMIT)
					.until(() -> probes(context),
							Map.of("page", ProbeState.UNHEALTHY, "port", ProbeState.HEALTHY)::equals);
				assertThat(health(context)).isEqualTo(Status.DOWN);

				exec("killall httpd");
				await().atMost(LIMIT)
					.until(() -> probes(context),
							Map.of("page", ProbeState.UNHEALTHY, "port", ProbeState.UNHEALTHY)::equals);

				exec("echo back > /www/index.html; httpd -p 80 -h /www");
				await().atMost(LIMIT)
					.until(() -> probes(context),
							Map.of("page", ProbeState.HEALTHY, "port", ProbeState.HEALTHY)::equals);
				assertThat(health(context)).isEqualTo(Status.UP);
			}

			assertThat(network.used()).isEmpty();
		}
	}

	@Test
	void aPublishedPortLeadsToTheContainerWhileItRuns(@TempDir Path directory) throws Exception {
		int port = freePort();
		try (TestNetwork network = new TestNetwork(directory)) {
			try (ConfigurableApplicationContext context = start(SERVE,
					Stream.concat(network.properties(),
							Stream
								.of("network.ports=127.0.0.1:" + port + ":80", "probes.published.http-port=" + port,
										"probes.published.host=127.0.0.1", "probes.published.interval=200ms")
								.map(DeclaredNetworksIT::ofContainer)))) {
				await().atMost(LIMIT).until(() -> probes(context), Map.of("published", ProbeState.HEALTHY)::equals);
				assertThat(get(port)).isEqualTo("hello\n");
				assertThat(network.used()).isNotEmpty();
			}

			assertThat(network.used()).isEmpty();
		}
	}

	@Test
	void probesReachAContainerInTheNetworkOfTheMachine() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
				ConfigurableApplicationContext context = start("sleep,600",
						Stream
							.of("network.mode=host", "probes.port.tcp-port=" + server.getLocalPort(),
									"probes.port.interval=200ms")
							.map(DeclaredNetworksIT::ofContainer))) {
			await().atMost(LIMIT).until(() -> probes(context), Map.of("port", ProbeState.HEALTHY)::equals);

			server.close();

			await().atMost(LIMIT).until(() -> probes(context), Map.of("port", ProbeState.UNHEALTHY)::equals);
		}
	}

	private static String ofContainer(String property) {
		return "containerd.containers.web." + property;
	}

	private void exec(String script) {
		assertThat(this.namespace.tasks().get("web").exec("sh", "-c", script).exitCode()).isZero();
	}

	private List<InetAddress> ips(ConfigurableApplicationContext context) {
		return context.getBean(ContainerdClient.class).namespace(this.namespace.name()).containers().get("web").ips();
	}

	private static Map<String, ProbeState> probes(ConfigurableApplicationContext context) {
		return context.getBean(DeclaredContainers.class)
			.status()
			.get(0)
			.probes()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (probe) -> probe.getValue().state()));
	}

	private static Status health(ConfigurableApplicationContext context) {
		return context.getBean(DeclaredContainersHealthIndicator.class).health().getStatus();
	}

	private static String get(int port) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
			.timeout(LIMIT)
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private ConfigurableApplicationContext start(String command, Stream<String> properties) {
		Stream<String> container = Stream.of("image=" + BusyboxImage.REFERENCE, "command=" + command,
				"stop-timeout=100ms", "on-stop=stop-and-delete");
		Stream<String> base = Stream.of("containerd.address=" + this.daemon.address(),
				"containerd.namespace=" + this.namespace.name(), "containerd.events.enabled=false",
				"containerd.health.containers.enabled=true");
		String[] arguments = Stream
			.concat(Stream.concat(base, properties), container.map(DeclaredNetworksIT::ofContainer))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
