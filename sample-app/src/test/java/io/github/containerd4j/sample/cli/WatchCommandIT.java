package io.github.containerd4j.sample.cli;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@DaemonTest
class WatchCommandIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final RecordingConsole recorder = RecordingConsole.utf8();

	private final TestDaemon daemon;

	private Thread watcher = new Thread();

	WatchCommandIT(TestDaemon daemon) {
		this.daemon = daemon;
	}

	@AfterEach
	void end() throws InterruptedException {
		this.watcher.interrupt();
		this.watcher.join(LIMIT.toMillis());
		assertThat(this.watcher.isAlive()).isFalse();
	}

	@Test
	void showsTheLifeOfAContainerInOrder(Namespace namespace) {
		this.daemon.importBusybox(namespace);
		watch(this.daemon.address(), "--namespace", namespace.name());

		this.daemon.ctr(namespace, "run", "--rm", "--null-io", BusyboxImage.REFERENCE, "c1", "sh", "-c", "exit 0");

		await().atMost(LIMIT).until(() -> topics().contains("/containers/delete"));
		await().atMost(LIMIT).until(() -> topics().contains("/tasks/exit"));
		assertThat(topics()).containsSubsequence("/tasks/create", "/tasks/start", "/tasks/exit")
			.containsSubsequence("/containers/create", "/containers/delete")
			.containsSubsequence("/containers/create", "/tasks/create");
		assertThat(this.recorder.lines())
			.allMatch((line) -> line.matches("20\\d\\d-\\S+Z " + namespace.name() + " /\\S+ .*"))
			.anyMatch((line) -> line.contains("/tasks/exit container_id=c1 id=c1 pid="))
			.anyMatch((line) -> line.contains("/containers/create container_id=c1 image=" + BusyboxImage.REFERENCE));
	}

	@Test
	void leavesOutWhatTheFilterDoesNotMatch(Namespace namespace) {
		watch(this.daemon.address(), "--namespace=" + namespace.name(), "--filter", "event.name==wanted",
				"--filter=topic==\"/no/such/topic\"");

		this.daemon.ctr("namespaces", "create", namespace.name());
		namespace.events().publish("/no/such/topic", TypedValue.of("x", new byte[0]));

		await().atMost(LIMIT).until(() -> topics().contains("/no/such/topic"));
		assertThat(topics()).containsExactly("/no/such/topic");
	}

	@Test
	void comesBackWithTheDaemonAndMarksTheGap() {
		try (EmbeddedContainerd own = this.daemon.startPrivate()) {
			watch(own.address());

			own.kill();
			await().atMost(LIMIT).until(() -> this.recorder.err().contains("connection lost"));
			own.start();

			await().atMost(LIMIT).until(() -> this.recorder.out().contains(" --- gap: events may be missing since "));
			assertThat(this.recorder.err()).contains("watchctr: connected again").doesNotContain("\tat ");
			own.ctr("namespaces", "create", "after");
			await().atMost(LIMIT).until(() -> this.recorder.out().contains("/namespaces/create name=after"));
		}
	}

	private void watch(String address, String... arguments) {
		List<String> all = Stream.concat(Stream.of("--address", address), Stream.of(arguments)).toList();
		this.watcher = new Thread(() -> Commands.run("watchctr", new WatchCommand(), all, this.recorder.console()));
		this.watcher.start();
		await().atMost(LIMIT).until(() -> this.recorder.err().startsWith("watching unix://"));
	}

	private List<String> topics() {
		return this.recorder.lines().stream().map((line) -> line.split(" ")[2]).toList();
	}

}
