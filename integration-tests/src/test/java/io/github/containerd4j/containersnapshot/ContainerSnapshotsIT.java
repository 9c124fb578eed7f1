package io.github.containerd4j.containersnapshot;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Holdings;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.ShellContainer;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.SpecDocument;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The rows {@code snapshots} and {@code restore_snapshot} of what a person does with a
 * container.
 */
@DaemonTest
@Timeout(120)
class ContainerSnapshotsIT {

	private final TestDaemon daemon;

	private final Namespace namespace;

	private Holdings before;

	private Container container;

	ContainerSnapshotsIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@BeforeEach
	void create() {
		this.daemon.importBusybox(this.namespace);
		this.before = Holdings.of(this.namespace);
		this.container = this.namespace.containers()
			.create(ShellContainer.spec("one").hostname("one").label("l", "then").build());
	}

	@Test
	void snapshotsAreListedFoundAndReadByAnyClient() {
		Instant start = Instant.now();
		run("echo base > /base");

		ContainerSnapshot first = this.container.snapshots().create("first");
		run("head -c 100000 /dev/urandom > /more");
		ContainerSnapshot second = this.container.snapshots().create("second.v2");

		assertThat(first.name()).isEqualTo("first");
		assertThat(first.containerId()).isEqualTo("one");
		assertThat(first.stateful()).isFalse();
		assertThat(first.createdAt()).isBetween(start, Instant.now());
		assertThat(second.size()).isGreaterThan(100_000);
		try (ContainerdClient other = ContainerdClient.create(this.daemon.address())) {
			ContainerSnapshots snapshots = other.namespace(this.namespace.name()).containers().get("one").snapshots();
			assertThat(snapshots.all()).containsExactly(first, second);
			assertThat(snapshots.find("second.v2")).hasValue(second);
			assertThat(snapshots.get("first")).isEqualTo(first);
			assertThat(snapshots.find("third")).isEmpty();
		}
	}

	@Test
	void restoreBringsBackFilesAndRecord() {
		run("echo base > /base; rm /bin/vi");
		ContainerInfo then = this.container.refresh();
		this.container.snapshots().create("first");
		run("echo later > /base; echo later > /later");
		this.container.update(ContainerUpdate.create()
			.label("l", "now")
			.label("new", "label")
			.spec(SpecDocument.of(then.spec()).set("/hostname", "changed").toTypedValue(TypedValue.RUNTIME_SPEC)));

		ContainerInfo restored = this.container.restore("first");

		assertThat(run("cat /base; ls /later /bin/vi 2>/dev/null; hostname")).isEqualTo("base\none\n");
		assertThat(restored.labels()).containsEntry("l", "then").doesNotContainKey("new");
		assertThat(restored.spec()).isEqualTo(then.spec());
		assertThat(this.container.snapshots().all()).hasSize(1);
		this.container.restore("first");
		assertThat(run("cat /base")).isEqualTo("base\n");
	}

	@Test
	void snapshotOfARunningContainerIsOfOneMoment() {
		Task task = this.container.start();
		ShellContainer.exec(task, "echo 0 > /a; echo 0 > /b; (i=0; while true; do i=$((i+1)); echo $i > /a.new; "
				+ "mv /a.new /a; echo $i > /b.new; mv /b.new /b; done) >/dev/null 2>&1 &");

		this.container.snapshots().create("first");

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		task.deleteForcibly();
		this.container.restore("first");
		int a = Integer.parseInt(run("cat /a").strip());
		int b = Integer.parseInt(run("cat /b").strip());
		assertThat(a - b).isBetween(0, 1);
	}

	@Test
	void restoreOfARunningContainerStartsItAnew() {
		run("echo base > /base");
		this.container.snapshots().create("first");
		Task task = this.container.start();
		ShellContainer.exec(task, "echo later > /base");
		int pid = task.info().pid();

		Task restored = this.container.snapshots().restore("first").orElseThrow();

		assertThat(restored.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(restored.info().pid()).isNotEqualTo(pid);
		assertThat(ShellContainer.exec(restored, "cat /base")).isEqualTo("base\n");
		restored.deleteForcibly();
	}

	@Test
	void renameGivesASnapshotAnotherNameAtOnce() {
		this.container.snapshots().create("first");
		ContainerSnapshot other = this.container.snapshots().create("other");

		ContainerSnapshot renamed = this.container.snapshots().rename("other", "renamed");

		assertThat(renamed.document()).isEqualTo(other.document());
		assertThat(this.container.snapshots().all()).extracting(ContainerSnapshot::name)
			.containsExactly("first", "renamed");
		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> this.container.snapshots().rename("renamed", "first"));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.container.snapshots().rename("other", "x"));
	}

	@Test
	void snapshotsFollowARenamedContainer() {
		run("echo base > /base");
		this.container.snapshots().create("first");
		run("echo later > /base");

		Container renamed = this.container.rename("two");
		renamed.restore("first");

		assertThat(ShellContainer.run(renamed, "cat /base; hostname")).isEqualTo("base\ntwo\n");
		assertThat(SpecDocument.of(renamed.info().spec()).findText("/linux/cgroupsPath"))
			.hasValue("/" + this.namespace.name() + "/two");
	}

	@Test
	void deletedSnapshotsLeaveNothing() {
		run("echo base > /base");
		Task task = this.container.start();
		Holdings between = Holdings.of(this.namespace);
		this.container.snapshots().create("first");

		this.container.snapshots().delete("first");

		assertThat(this.container.snapshots().all()).isEmpty();
		between.awaitAgain(this.namespace);
		task.deleteForcibly();
		this.container.snapshots().create("second");
		this.container.snapshots().delete("second");
		assertThat(run("cat /base")).isEqualTo("base\n");
		this.container.delete();
		this.before.awaitAgain(this.namespace);
	}

	@Test
	void deleteWithSnapshotsIsRefusedUnlessTheyGoToo() {
		this.container.snapshots().create("first");
		run("echo x > /x");
		this.container.snapshots().create("second");

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(this.container::delete)
			.withMessageContaining("snapshots");
		assertThat(run("cat /x")).isEqualTo("x\n");
		this.container.delete(DeleteOptions.defaults().withSnapshots());

		this.before.awaitAgain(this.namespace);
	}

	@Test
	void forcedDeletionTakesSnapshotsAlong() {
		run("echo x > /x");
		this.container.snapshots().create("first");
		this.container.start();

		this.container.delete(DeleteOptions.defaults().withForce());

		this.before.awaitAgain(this.namespace);
	}

	@Test
	void staleHandleOfARenamedContainerTakesNothingFromIt() {
		run("echo x > /x");
		Container renamed = this.container.rename("two");

		this.container.delete(DeleteOptions.defaults().withForce());

		assertThat(ShellContainer.run(renamed, "cat /x")).isEqualTo("x\n");
	}

	@Test
	void replacedLabelsKeepTheSnapshots() {
		this.container.snapshots().create("first");

		ContainerInfo info = this.container.update(ContainerUpdate.create().replaceLabels(Map.of("k", "v")));

		assertThat(info.labels()).containsEntry("k", "v").doesNotContainKey("l");
		assertThat(this.container.snapshots().all()).hasSize(1);
	}

	@Test
	void copyHasNoSnapshotsOfItsSource() {
		this.container.snapshots().create("first");

		assertThat(this.container.copy("two").snapshots().all()).isEmpty();
	}

	@Test
	void publishedSnapshotIsAnImageOfItsFiles() {
		run("echo base > /base");
		this.container.snapshots().create("first");
		run("echo later > /base");

		Image image = this.container.snapshots().publish("first", "example.test/published:1");

		Container published = this.namespace.containers()
			.create(ContainerSpec.builder("published").image(image).args("sleep", "1000").build());
		assertThat(ShellContainer.run(published, "cat /base")).isEqualTo("base\n");
	}

	@Test
	void missingAndTakenNamesAreToldByType() {
		this.container.snapshots().create("first");
		Holdings between = Holdings.of(this.namespace);
		ContainerSnapshots snapshots = this.container.snapshots();

		assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(() -> snapshots.create("first"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.container.restore("missing"))
			.withMessageContaining("missing");
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> snapshots.delete("missing"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> snapshots.get("missing"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> snapshots.publish("missing", "a/b:1"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> snapshots.create("a/b"));
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> snapshots.create("memory", SnapshotOptions.stateful(true)))
			.withMessageContaining("no task");

		between.awaitAgain(this.namespace);
		this.container.delete(DeleteOptions.defaults().withSnapshots());
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(snapshots::all);
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> snapshots.create("x"));
	}

	private String run(String script) {
		return ShellContainer.run(this.container, script);
	}

}
