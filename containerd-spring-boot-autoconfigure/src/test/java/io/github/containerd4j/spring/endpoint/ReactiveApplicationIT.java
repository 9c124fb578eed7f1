package io.github.containerd4j.spring.endpoint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spring.endpoint.ActuatorApplication.Answer;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoints of an application that WebFlux serves, on few threads which must not
 * wait.
 */
@DaemonTest
@Timeout(120)
class ReactiveApplicationIT {

	private static final String REACTIVE = "spring.main.web-application-type=reactive";

	private static final String ALL = "management.endpoints.web.exposure.include=*";

	private final TestDaemon daemon;

	private final Namespace namespace;

	ReactiveApplicationIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@Test
	void showsTheDaemonItsNamespacesAndContainers() {
		String spec = "{\"ociVersion\":\"1.1.0\",\"process\":{\"args\":[\"sleep\"],\"env\":[\"PASSWORD=secret\"]}}";
		this.namespace.containers()
			.create(ContainerInfo.builder("c").spec(TypedValue.json(TypedValue.RUNTIME_SPEC, spec)).build());
		String name = this.namespace.name();
		try (ActuatorApplication application = start(this.daemon.address())) {
			JsonNode tree = application.get("").json();
			assertThat(tree.get("version").asString()).isNotEmpty();
			assertThat(tree.get("namespaces").values()).anyMatch((each) -> each.get("name").asString().equals(name));
			assertThat(application.get("/" + name).json().at("/containers/0/id").asString()).isEqualTo("c");
			assertThat(application.get("/" + name + "/images").status()).isEqualTo(200);
			Answer detail = application.get("/" + name + "/containers/c");
			assertThat(detail.json().get("id").asString()).isEqualTo("c");
			assertThat(detail.body()).doesNotContain("secret");
			assertThat(application.get("/no-such-namespace").status()).isEqualTo(404);
			assertThat(application.get("/" + name + "/containers/missing").status()).isEqualTo(404);
			String image = this.daemon.importBusybox(this.namespace);
			assertThat(application.get("/" + name + "/images/" + image).json().get("name").asString()).isEqualTo(image);
		}
	}

	@Test
	void hasHealthInfoAndMetrics() {
		try (ActuatorApplication application = start(this.daemon.address())) {
			assertThat(application.endpoint("/health").json().at("/components/containerd/status").asString())
				.isEqualTo("UP");
			assertThat(application.endpoint("/info").json().has("containerd")).isTrue();
			assertThat(application.endpoint("/metrics/containerd.namespaces").status()).isEqualTo(200);
		}
	}

	@Test
	void answersThatTheDaemonIsOutOfReach(@TempDir Path directory) {
		try (ActuatorApplication application = start(directory.resolve("containerd.sock").toString())) {
			Answer answer = application.get("");

			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.json().get("code").asString()).isEqualTo("UNAVAILABLE");
			assertThat(application.endpoint("/health").json().at("/components/containerd/status").asString())
				.isEqualTo("DOWN");
		}
	}

	@Test
	void aFrozenDaemonStopsNoOtherRequest() {
		try (EmbeddedContainerd frozen = this.daemon.startPrivate();
				ActuatorApplication application = start(frozen.address(),
						"management.endpoint.containerd.timeout=60s")) {
			frozen.freeze();
			// More than there are threads of the event loop.
			int requests = 2 * Runtime.getRuntime().availableProcessors() + 4;
			List<CompletableFuture<Integer>> waiting = Stream.generate(() -> later(() -> application.get("").status()))
				.limit(requests)
				.toList();

			assertThat(application.endpoint("/beans").status()).isEqualTo(200);
			assertThat(waiting).noneMatch(CompletableFuture::isDone);
			frozen.thaw();
			assertThat(waiting)
				.allSatisfy((status) -> assertThat(status).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(200));
		}
	}

	private static <T> CompletableFuture<T> later(Supplier<T> supplier) {
		return CompletableFuture.supplyAsync(supplier, (task) -> new Thread(task, "requests").start());
	}

	private static ActuatorApplication start(String address, String... properties) {
		String[] all = new String[properties.length + 4];
		System.arraycopy(properties, 0, all, 4, properties.length);
		all[0] = REACTIVE;
		all[1] = ALL;
		all[2] = "management.endpoint.health.show-components=always";
		all[3] = "management.info.containerd.enabled=true";
		return ActuatorApplication.start(address, all);
	}

}
