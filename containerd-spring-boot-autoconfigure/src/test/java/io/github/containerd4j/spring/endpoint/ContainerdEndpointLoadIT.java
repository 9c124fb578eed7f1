package io.github.containerd4j.spring.endpoint;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.spring.endpoint.ActuatorApplication.Answer;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@DaemonTest
class ContainerdEndpointLoadIT {

	private static final Logger logger = LoggerFactory.getLogger(ContainerdEndpointLoadIT.class);

	private static final int CONTAINERS = 10_000;

	private static final int SPEC_SIZE = 8192;

	private static final int THREADS = 16;

	private final TestDaemon daemon;

	ContainerdEndpointLoadIT(TestDaemon daemon) {
		this.daemon = daemon;
	}

	@Test
	@Timeout(600)
	void answersWithTenThousandContainers() throws InterruptedException {
		try (EmbeddedContainerd full = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(full.address());
				ActuatorApplication application = ActuatorApplication.start(full.address())) {
			fill(client.namespace("full"));

			long start = System.nanoTime();
			Answer answer = application.get("");
			Duration time = Duration.ofNanos(System.nanoTime() - start);

			logger.info("containerd {}: {} containers in {} ms, {} bytes", full.version(), CONTAINERS, time.toMillis(),
					answer.body().length());
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().at("/namespaces/0/containers").values()).hasSize(CONTAINERS)
				.map((container) -> container.get("id"))
				.map(JsonNode::asString)
				.doesNotHaveDuplicates()
				.contains("c0", "c" + (CONTAINERS - 1));
			assertThat(answer.body()).doesNotContain("ociVersion");
		}
	}

	private static void fill(Namespace namespace) throws InterruptedException {
		TypedValue spec = TypedValue.json(TypedValue.RUNTIME_SPEC, spec());
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		IntStream.range(0, CONTAINERS)
			.mapToObj((number) -> ContainerInfo.builder("c" + number)
				.image("docker.io/library/busybox:local")
				.label("number", Integer.toString(number))
				.spec(spec)
				.build())
			.forEach((container) -> threads.execute(() -> namespace.containers().create(container)));
		threads.shutdown();
		assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
	}

	private static String spec() {
		String start = "{\"ociVersion\":\"1.1.0\",\"process\":{\"env\":[\"FILL=";
		String end = "\"]}}";
		return start + "x".repeat(SPEC_SIZE - start.length() - end.length()) + end;
	}

}
