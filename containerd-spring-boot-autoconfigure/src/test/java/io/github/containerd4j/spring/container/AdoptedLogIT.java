package io.github.containerd4j.spring.container;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.stdio.JsonLog;
import io.github.containerd4j.stdio.LogEntry;
import io.github.containerd4j.stdio.LogQuery;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The log of a container that outlives the application which started it.
 */
@DaemonTest
@Timeout(120)
class AdoptedLogIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final String COUNT = "trap 'echo last; exit' TERM; n=0; "
			+ "while :; do n=$((n+1)); echo $n; sleep 0.02; done";

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final JsonLog log;

	AdoptedLogIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.log = JsonLog.at(namespace.containerDirectory("web").file("log.json"));
		daemon.importBusybox(namespace);
	}

	@Test
	void goesOnAfterTheApplicationWasKilled(@TempDir Path directory) throws Exception {
		Process killed = startElsewhere(directory.resolve("output"));
		int before = awaitLines(20);
		killed.destroyForcibly();
		assertThat(killed.waitFor(20, TimeUnit.SECONDS)).isTrue();

		try (ConfigurableApplicationContext adopting = start("stop")) {
			awaitLines(before + 100);
		}

		assertIsComplete();
	}

	@Test
	void losesNothingWhenTheContainerIsLeftOnPurpose() {
		start("leave").close();

		try (ConfigurableApplicationContext adopting = start("leave")) {
			awaitLines(50);
		}
		try (ConfigurableApplicationContext adopting = start("stop")) {
			awaitLines(100);
		}

		assertIsComplete();
	}

	private int awaitLines(int count) {
		return await().atMost(LIMIT).until(() -> lines().size(), (size) -> size >= count);
	}

	// A JVM that is killed takes along what it has read but not written yet, which is one
	// line here and mostly none.
	private void assertIsComplete() {
		List<String> lines = lines();
		List<String> numbers = lines.subList(0, lines.size() - 1);
		int last = Integer.parseInt(numbers.get(numbers.size() - 1));
		assertThat(lines).last().isEqualTo("last");
		assertThat(numbers).doesNotHaveDuplicates()
			.isSubsetOf(IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList())
			.hasSizeBetween(last - 1, last);
	}

	private List<String> lines() {
		return this.log.read(LogQuery.all()).stream().map(LogEntry::text).map(String::strip).toList();
	}

	private ConfigurableApplicationContext start(String onStop) {
		return Application.start(arguments(onStop));
	}

	private Process startElsewhere(Path output) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		List<String> command = Stream
			.concat(Stream.of(java, "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"),
					Application.class.getName()), Stream.of(arguments("stop")))
			.toList();
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
	}

	private String[] arguments(String onStop) {
		return Stream.of("address=" + this.daemon.address(), "namespace=" + this.namespace.name(),
				"events.enabled=false", "containers.web.image=" + BusyboxImage.REFERENCE,
				"containers.web.command[0]=sh", "containers.web.command[1]=-c", "containers.web.command[2]=" + COUNT,
				"containers.web.log.driver=json", "containers.web.stop-timeout=20s", "containers.web.on-stop=" + onStop)
			.map((property) -> "--containerd." + property)
			.toArray(String[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		static ConfigurableApplicationContext start(String... arguments) {
			return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(arguments);
		}

		public static void main(String[] arguments) throws InterruptedException {
			start(arguments);
			Thread.currentThread().join();
		}

	}

}
