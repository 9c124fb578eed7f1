package io.github.containerd4j.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Ends tasks, willing ones and others.
 */
@DaemonTest
@Timeout(60)
class TaskStopIT {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(300);

	private final Namespace namespace;

	private final BusyboxTasks busybox;

	TaskStopIT(TestDaemon daemon, Namespace namespace) {
		this.namespace = namespace;
		this.busybox = new BusyboxTasks(daemon, namespace);
	}

	@Test
	void asksWithTermAndTellsTheCode() {
		Task task = startReady("trap 'exit 7' TERM; touch /ready; while true; do sleep 0.05; done");

		ExitStatus exit = task.stop(LONG);

		assertThat(exit.code()).isEqualTo(7);
		assertThat(exit.exitedAt()).isNotNull();
		assertThat(exit.oomKill()).isEqualTo(OomKill.NO);
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.STOPPED);
	}

	@Test
	void asksWithTheSignalOfTheRecord() {
		Task task = startReady("trap 'exit 5' USR1; touch /ready; while true; do sleep 0.05; done");
		this.namespace.containers()
			.update("c", ContainerUpdate.create().label("io.containerd.image.config.stop-signal", "SIGUSR1"));

		assertThat(task.stop(LONG).code()).isEqualTo(5);
	}

	@Test
	void asksWithTheSignalThatIsGiven() {
		Task task = startReady("trap 'exit 6' HUP; touch /ready; while true; do sleep 0.05; done");

		assertThat(task.stop(Signal.HUP, LONG).code()).isEqualTo(6);
	}

	@Test
	void killsWhatIgnoresTheSignal() {
		Task task = startReady("trap '' TERM; touch /ready; while true; do sleep 0.05; done");

		ExitStatus exit = task.stop(SHORT);

		assertThat(exit.signal()).contains(Signal.KILL);
		assertThat(exit.oomKill()).isEqualTo(OomKill.NO);
	}

	@Test
	void killsWhatWasStoppedByASignal() {
		Task task = startReady("touch /ready; sleep 600");
		int child = task.processes()
			.stream()
			.filter((process) -> process.commandLine().contains("600"))
			.findFirst()
			.orElseThrow()
			.pid();
		task.killAll(Signal.STOP);
		Awaitility.await()
			.atMost(LONG)
			.until(() -> task.processes()
				.stream()
				.anyMatch((process) -> process.pid() == child && process.state() == 'T'));

		assertThat(task.stop(SHORT).signal()).contains(Signal.KILL);
	}

	@Test
	void letsAFrozenTaskSeeTheSignal() {
		Task task = startReady("trap 'exit 7' TERM; touch /ready; while true; do sleep 0.05; done");
		task.pause();

		assertThat(task.stop(LONG).code()).isEqualTo(7);
	}

	@Test
	void killsATaskThatWasNeverStarted() {
		Task task = this.busybox.create("c", "sleep", "600");

		assertThat(task.stop(LONG).signal()).contains(Signal.KILL);
		assertThat(task.delete().code()).isEqualTo(137);
	}

	@Test
	void tellsTheEndOfATaskThatHasEndedBefore() {
		Task task = this.busybox.start("c", "sh", "-c", "exit 3");
		assertThat(task.waitFor(LONG)).isPresent();

		assertThat(task.stop(LONG).code()).isEqualTo(3);
		assertThat(task.waitFor().code()).isEqualTo(3);
		task.delete();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> task.stop(LONG));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(task::waitFor);
	}

	// Only the first cgroup version freezes so that not even a kill gets through, and
	// only
	// from above, where runc does not thaw.
	@Test
	void givesUpOnATaskThatNoSignalReaches() throws IOException {
		Task task = this.busybox.start("c", "sleep", "600");
		Path first = Path.of("/sys/fs/cgroup/freezer", this.namespace.name(), "freezer.state");
		if (Files.exists(first)) {
			whileFrozen(first, "FROZEN", "THAWED", () -> {
				Task impatient = this.namespace.withTimeout(Duration.ofSeconds(2)).tasks().get("c");
				assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> impatient.stop(SHORT))
					.withMessageContaining("task \"c\"");
				assertThat(task.refresh().exitStatus()).isNull();
			});
			assertThat(task.stop(LONG).signal()).isPresent();
		}
		else {
			Path second = Path.of("/sys/fs/cgroup", this.namespace.name(), "cgroup.freeze");
			whileFrozen(second, "1", "0", () -> assertThat(task.stop(SHORT).signal()).isPresent());
		}
	}

	private static void whileFrozen(Path state, String frozen, String thawed, Runnable action) throws IOException {
		Files.writeString(state, frozen);
		try {
			action.run();
		}
		finally {
			Files.writeString(state, thawed);
		}
	}

	@Test
	void deletesForciblyWhateverTheState() {
		Task running = this.busybox.start("c", "sleep", "600");
		Task paused = this.busybox.start("d", "sleep", "600");
		paused.pause();
		Task created = this.busybox.create("e", "sleep", "600");
		Task ended = this.busybox.start("f", "sh", "-c", "exit 3");
		assertThat(ended.waitFor(LONG)).isPresent();

		assertThat(running.deleteForcibly().orElseThrow().code()).isEqualTo(137);
		assertThat(paused.deleteForcibly().orElseThrow().code()).isEqualTo(137);
		assertThat(created.deleteForcibly()).isPresent();
		assertThat(ended.deleteForcibly().orElseThrow().code()).isEqualTo(3);
		assertThat(ended.deleteForcibly()).isEmpty();
		assertThat(this.namespace.tasks().list()).isEmpty();
	}

	private Task startReady(String script) {
		Task task = this.busybox.start("c", "sh", "-c", script);
		Path ready = Path.of("/proc", String.valueOf(task.info().pid()), "root", "ready");
		Awaitility.await().atMost(LONG).until(() -> Files.exists(ready));
		return task;
	}

}
