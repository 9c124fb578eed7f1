package io.github.containerd4j.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.containerd4j.ShellContainer;
import io.github.containerd4j.Holdings;
import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.SpecDocument;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The row {@code clone(name)} of what a person does with a container.
 */
@DaemonTest
@Timeout(120)
class ContainerCopyIT {

	private final Namespace namespace;

	ContainerCopyIT(TestDaemon daemon, Namespace namespace) {
		this.namespace = namespace;
		daemon.importBusybox(namespace);
	}

	@Test
	void copyOfAStoppedContainerSharesItsFilesAndChangesOnlyItsOwn() {
		Container source = create("one");
		ShellContainer.run(source, "echo base > /base; rm /bin/vi; mkdir /dir");

		Container copy = source.copy("two");
		ShellContainer.run(copy, "echo copy > /base; echo own > /own");
		ShellContainer.run(source, "echo later > /later");

		assertThat(ShellContainer.run(copy, "cat /base /own; ls /bin/vi /later 2>/dev/null; ls -d /dir"))
			.isEqualTo("copy\nown\n/dir\n");
		assertThat(ShellContainer.run(source, "cat /base /later; ls /own /bin/vi 2>/dev/null; true"))
			.isEqualTo("base\nlater\n");
	}

	@Test
	void copyIsNamedAfterItselfAndTakesOverTheRest() {
		Container source = this.namespace.containers()
			.create(ShellContainer.spec("one").label("team", "a").annotation("name", "one").env("K", "v").build());

		Container copy = source.copy("two");

		ContainerInfo info = copy.info();
		SpecDocument spec = SpecDocument.of(info.spec());
		assertThat(spec.findText("/linux/cgroupsPath")).hasValue("/" + this.namespace.name() + "/two");
		assertThat(spec.findText("/annotations/name")).hasValue("two");
		assertThat(spec.texts("/process/env")).contains("K=v");
		assertThat(info.labels()).isEqualTo(source.info().labels());
		assertThat(info.image()).isEqualTo(source.info().image());
		assertThat(info.runtime()).isEqualTo(source.info().runtime());
		assertThat(copy.task()).isEmpty();
	}

	@Test
	void copyDiffersAsItsOptionsSay() {
		Container source = this.namespace.containers().create(ShellContainer.spec("one").label("team", "a").build());

		Container copy = source.copy("two", CopyOptions.defaults()
			.withoutLabels()
			.withLabel("role", "b")
			.withSpecCustomizer(
					(spec) -> SpecDocument.of(spec).set("/hostname", "other").toTypedValue(TypedValue.RUNTIME_SPEC)));

		assertThat(copy.info().labels()).containsOnlyKeys("role");
		assertThat(ShellContainer.run(copy, "hostname")).isEqualTo("other\n");
	}

	@Test
	void copyOfARunningContainerIsConsistentAndTheSourceRunsOn() {
		Container source = create("one");
		// Both files always have the same number, except at the moment in between.
		Task task = source.start();
		ShellContainer.exec(task, "echo kept > /kept; echo 0 > /a; echo 0 > /b; (i=0; while true; do i=$((i+1)); "
				+ "echo $i > /a.new; mv /a.new /a; echo $i > /b.new; mv /b.new /b; done) >/dev/null 2>&1 &");

		Container copy = source.copy("two");

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(source.refresh().labels().keySet()).noneMatch((key) -> key.contains("containerd4j/"));
		int a = Integer.parseInt(ShellContainer.run(copy, "cat /a").strip());
		int b = Integer.parseInt(ShellContainer.run(copy, "cat /b").strip());
		assertThat(a - b).isBetween(0, 1);
		assertThat(ShellContainer.run(copy, "cat /kept")).isEqualTo("kept\n");
		task.deleteForcibly();
	}

	@Test
	void copyOfAFrozenContainerLeavesItFrozen() {
		Container source = create("one");
		Task task = source.start();
		ShellContainer.exec(task, "echo x > /x");
		task.pause();

		Container copy = source.copy("two");

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.PAUSED);
		assertThat(ShellContainer.run(copy, "cat /x")).isEqualTo("x\n");
		task.deleteForcibly();
	}

	@Test
	void copyOfAContainerWithAReadOnlyRootIsReadOnlyToo() {
		Container source = this.namespace.containers().create(ShellContainer.spec("one").readOnlyRoot().build());

		Container copy = source.copy("two");

		assertThat(ShellContainer.run(copy, "touch /x 2>&1; true")).contains("Read-only");
	}

	@Test
	void manyCopiesOfOneUnchangedContainerAddNoLayers() throws Exception {
		Container base = create("base");
		ShellContainer.run(base, "echo base > /base");
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Container>> copies = IntStream.range(0, 8)
				.<Callable<Container>>mapToObj((i) -> () -> base.copy("copy-" + i))
				.toList();
			for (Future<Container> copy : threads.invokeAll(copies)) {
				assertThat(ShellContainer.run(copy.get(), "cat /base")).isEqualTo("base\n");
			}
		}
		catch (ExecutionException ex) {
			throw new AssertionError(ex);
		}
		finally {
			threads.shutdownNow();
		}

		assertThat(this.namespace.snapshots().chain(base.refresh().snapshotKey())).hasSize(3);
	}

	@Test
	void nothingIsLeftOfSourceAndCopiesWhenTheyAreDeleted() {
		Holdings before = Holdings.of(this.namespace);
		Container source = create("one");
		ShellContainer.run(source, "echo base > /base");
		Container copy = source.copy("two");
		ShellContainer.run(copy, "echo copy > /base");
		Container second = copy.copy("three");

		source.delete();
		assertThat(ShellContainer.run(second, "cat /base")).isEqualTo("copy\n");
		copy.delete();
		assertThat(ShellContainer.run(second, "cat /base")).isEqualTo("copy\n");
		second.delete();

		before.awaitAgain(this.namespace);
	}

	@Test
	void copyHasNetworkFilesOfItsOwn() throws IOException {
		NetworkSettings network = NetworkSettings.builder().addresses("10.1.2.3").mac("02:00:00:00:00:05").build();
		Container source = this.namespace.containers().create(ShellContainer.spec("one").network(network).build());
		Path directory = this.namespace.containerDirectory("two").path();

		Container copy = source.copy("two");

		assertThat(Files.readString(directory.resolve("hostname"))).isEqualTo("two\n");
		assertThat(copy.info().spec().asText()).contains("\"" + directory + "/hosts\"")
			.doesNotContain(this.namespace.containerDirectory("one").path() + "/");
		assertThat(copy.network().settings().addresses()).isEmpty();
		assertThat(copy.network().settings().mac()).isNull();
		copy.delete();
		assertThat(directory).doesNotExist();
	}

	@Test
	void copyOntoAnExistingIdIsRefusedAndChangesNothing() {
		Container source = create("one");
		ShellContainer.run(source, "echo base > /base");
		create("two");
		Holdings before = Holdings.of(this.namespace);
		ContainerInfo info = source.refresh();

		assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(() -> source.copy("two"))
			.withMessageContaining("two");
		assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(() -> source.copy("one"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> source.copy("../two"));

		assertThat(source.refresh()).isEqualTo(info);
		before.awaitAgain(this.namespace);
	}

	@Test
	void copyOfWhatIsGoneOrHasNoSnapshotIsRefused() {
		Container gone = create("one");
		gone.delete();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> gone.copy("two"));

		Container bare = this.namespace.containers()
			.create(ContainerInfo.builder("bare").spec(TypedValue.json(TypedValue.RUNTIME_SPEC, "{}")).build());
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> bare.copy("two"))
			.withMessageContaining("no snapshot");
	}

	private Container create(String id) {
		return this.namespace.containers().create(ShellContainer.spec(id).build());
	}

}
