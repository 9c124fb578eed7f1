package io.github.containerd4j.sample.dashboard;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.sample.SampleApplication;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@DaemonTest
class DashboardIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final HttpClient http = HttpClient.newHttpClient();

	private final TestDaemon daemon;

	DashboardIT(TestDaemon daemon) {
		this.daemon = daemon;
	}

	@Test
	void answersTheTree(Namespace namespace) throws Exception {
		this.daemon.importBusybox(namespace);
		this.daemon.ctr(namespace, "run", "--detach", "--null-io", "--label", "team=blue", BusyboxImage.REFERENCE, "c1",
				"sleep", "600");

		try (ConfigurableApplicationContext application = start(this.daemon.address())) {
			HttpResponse<String> response = get(application, "/api/tree");

			JsonNode tree = JsonMapper.shared().readTree(response.body());
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(tree.path("version").asString()).isEqualTo(this.daemon.version());
			assertThat(tree.path("address").asString()).isEqualTo(this.daemon.address());
			JsonNode container = tree.path("namespaces")
				.valueStream()
				.filter((node) -> node.path("name").asString().equals(namespace.name()))
				.findFirst()
				.orElseThrow()
				.path("containers")
				.path(0);
			assertThat(container.path("id").asString()).isEqualTo("c1");
			assertThat(container.path("labels").path("team").asString()).isEqualTo("blue");
			assertThat(container.path("task").path("status").asString()).isEqualTo("RUNNING");
			assertThat(this.daemon.ctr(namespace, "tasks", "list"))
				.containsPattern("c1\\s+" + container.path("task").path("pid").asInt() + "\\s+RUNNING");
		}
	}

	@Test
	void streamsAndPublishesTheLifeOfAContainerInOrder(Namespace namespace) throws Exception {
		this.daemon.importBusybox(namespace);
		try (ConfigurableApplicationContext application = start(this.daemon.address())) {
			List<String> streamed = stream(application);

			this.daemon.ctr(namespace, "run", "--rm", "--null-io", BusyboxImage.REFERENCE, "c1", "true");

			await().atMost(LIMIT)
				.until(() -> topics(streamed, namespace), (topics) -> topics.contains("/containers/delete"));
			assertThat(topics(streamed, namespace)).containsSubsequence("/tasks/create", "/tasks/start", "/tasks/exit")
				.containsSubsequence("/containers/create", "/containers/delete");
			assertThat(application.getBean(Listener.class).topics(namespace))
				.containsSubsequence("/tasks/create", "/tasks/start", "/tasks/exit")
				.containsSubsequence("/containers/create", "/containers/delete");
		}
	}

	@Test
	void tellsWhyADaemonDoesNotAnswerAndGoesOnWithIt() throws Exception {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ConfigurableApplicationContext application = start(own.address())) {
			own.stop();

			HttpResponse<String> down = get(application, "/api/tree");
			assertThat(down.statusCode()).isEqualTo(503);
			assertThat(down.body()).contains("\"problem\":").contains("containerd.sock");
			assertThat(get(application, "/actuator/health").statusCode()).isEqualTo(503);

			own.start();

			assertThat(get(application, "/api/tree").statusCode()).isEqualTo(200);
			assertThat(get(application, "/actuator/health").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void openStreamsDoNotHoldTheEndUp() throws Exception {
		ConfigurableApplicationContext application = start(this.daemon.address());
		stream(application);
		long start = System.nanoTime();

		application.close();

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
	}

	@Test
	void servesThePageAndTheActuator() throws Exception {
		try (ConfigurableApplicationContext application = start(this.daemon.address())) {
			assertThat(get(application, "/").body()).contains("<title>containerd dashboard</title>");
			assertThat(get(application, "/actuator/containerd").body()).contains(this.daemon.version());
			assertThat(get(application, "/actuator/prometheus").body()).contains("containerd_events_connected 1.0");
		}
	}

	private static ConfigurableApplicationContext start(String address) {
		return new SpringApplicationBuilder(SampleApplication.class, Listener.class).run("--server.port=0",
				"--containerd.embedded.enabled=false", "--containerd.address=" + address);
	}

	private HttpResponse<String> get(ConfigurableApplicationContext application, String path) throws Exception {
		return this.http.send(request(application, path), HttpResponse.BodyHandlers.ofString());
	}

	private List<String> stream(ConfigurableApplicationContext application) {
		List<String> lines = new CopyOnWriteArrayList<>();
		CompletableFuture<HttpResponse<Stream<String>>> response = this.http
			.sendAsync(request(application, "/api/events"), HttpResponse.BodyHandlers.ofLines());
		response.thenAcceptAsync((stream) -> stream.body().forEach(lines::add));
		await().atMost(LIMIT).until(() -> lines.contains(":hello"));
		return lines;
	}

	private static HttpRequest request(ConfigurableApplicationContext application, String path) {
		String port = application.getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(LIMIT).build();
	}

	private static List<String> topics(List<String> lines, Namespace namespace) {
		return lines.stream()
			.filter((line) -> line.startsWith("data:"))
			.map((line) -> JsonMapper.shared().readTree(line.substring("data:".length())))
			.filter((event) -> event.path("namespace").asString().equals(namespace.name()))
			.map((event) -> event.path("topic").asString())
			.toList();
	}

	static class Listener {

		private final List<ContainerdEvent<?>> events = new CopyOnWriteArrayList<>();

		@EventListener
		void on(ContainerdEvent<?> event) {
			this.events.add(event);
		}

		List<String> topics(Namespace namespace) {
			return this.events.stream()
				.filter((event) -> event.namespace().equals(namespace.name()))
				.map(ContainerdEvent::topic)
				.toList();
		}

	}

}
