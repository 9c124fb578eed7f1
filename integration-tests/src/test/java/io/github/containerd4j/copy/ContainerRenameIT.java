package io.github.containerd4j.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Holdings;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.ShellContainer;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.SpecDocument;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The row {@code rename} of what a person does with a container.
 */
@DaemonTest
@Timeout(120)
class ContainerRenameIT {

	private final Namespace namespace;

	ContainerRenameIT(TestDaemon daemon, Namespace namespace) {
		this.namespace = namespace;
		daemon.importBusybox(namespace);
	}

	@Test
	void renameOfAStoppedContainerKeepsItsFilesLabelsAndLogs() throws IOException {
		Holdings before = Holdings.of(this.namespace);
		Container container = this.namespace.containers()
			.create(ShellContainer.spec("one").label("team", "a").network(NetworkSettings.cni()).build());
		Path log = this.namespace.containerDirectory("one").file("out.log");
		Files.writeString(log, "said");
		String key = container.info().snapshotKey();

		Container renamed = container.rename("two");

		assertThat(renamed.id()).isEqualTo("two");
		assertThat(this.namespace.containers().list()).extracting(Container::id).containsExactly("two");
		assertThat(renamed.info().snapshotKey()).isEqualTo(key);
		assertThat(renamed.info().labels()).isEqualTo(container.info().labels());
		SpecDocument spec = SpecDocument.of(renamed.info().spec());
		assertThat(spec.findText("/linux/cgroupsPath")).hasValue("/" + this.namespace.name() + "/two");
		Path directory = this.namespace.containerDirectory("two").path();
		assertThat(directory.resolve("out.log")).hasContent("said");
		assertThat(log).doesNotExist();
		assertThat(renamed.info().spec().asText()).contains("\"" + directory + "/hosts\"");
		renamed.delete();
		before.awaitAgain(this.namespace);
	}

	@Test
	void renamedContainerRunsOnItsFiles() {
		Container container = create("one");
		ShellContainer.run(container, "echo kept > /kept");

		Container renamed = container.rename("two");

		assertThat(ShellContainer.run(renamed, "cat /kept")).isEqualTo("kept\n");
		Container other = create("one");
		assertThat(ShellContainer.run(other, "ls /kept 2>/dev/null; true")).isEmpty();
		assertThat(ShellContainer.run(renamed.rename("three"), "cat /kept")).isEqualTo("kept\n");
	}

	@Test
	void renameDeletesATaskThatHasEnded() {
		Container container = create("one");
		container.start().killAll(Signal.KILL);
		container.task().orElseThrow().waitFor(Duration.ofSeconds(20));

		container.rename("two");

		assertThat(this.namespace.tasks().list()).isEmpty();
	}

	@Test
	void renameOfARunningContainerIsRefused() {
		Container container = create("one");
		Task task = container.start();

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> container.rename("two"))
			.withMessageContaining("stop");

		assertThat(this.namespace.containers().list()).extracting(Container::id).containsExactly("one");
		assertThat(container.refresh().labels()).isEqualTo(container.info().labels());
		task.deleteForcibly();
	}

	@Test
	void renameOntoAnExistingIdIsRefusedAndChangesNothing() {
		Container container = create("one");
		create("two");
		Holdings before = Holdings.of(this.namespace);

		assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(() -> container.rename("two"));
		assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(() -> container.rename("one"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> container.rename("-"));

		assertThat(container.refresh().labels().keySet()).noneMatch((key) -> key.contains("containerd4j"));
		before.awaitAgain(this.namespace);
		container.delete();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> container.rename("three"));
	}

	@Test
	void observerOfARenameAlwaysSeesTheContainer() throws Exception {
		Container container = create("one");
		AtomicBoolean over = new AtomicBoolean();
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			Future<Boolean> seen = threads.submit(() -> {
				boolean always = true;
				while (!over.get()) {
					always &= !this.namespace.containers().list().isEmpty();
				}
				return always;
			});
			for (int i = 0; i < 10; i++) {
				container = container.rename("name-" + i);
			}
			over.set(true);
			assertThat(seen.get()).isTrue();
		}
		finally {
			over.set(true);
			threads.shutdownNow();
		}
	}

	private Container create(String id) {
		return this.namespace.containers().create(ShellContainer.spec(id).build());
	}

}
