package io.github.containerd4j.container;

import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.snapshot.SnapshotInfo;
import io.github.containerd4j.snapshot.SnapshotKind;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.Stdio;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.Leaks;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Makes containers with all that belongs to them, or nothing.
 */
@DaemonTest
@Timeout(120)
class ContainerCreationIT {

	private final Namespace namespace;

	private final CreatedContainers created;

	ContainerCreationIT(TestDaemon daemon, Namespace namespace, @TempDir Path directory) {
		this.namespace = namespace;
		this.created = new CreatedContainers(daemon, namespace, directory);
	}

	@Test
	void runsWhatItCreated() {
		assertThat(this.created.output(CreatedContainers.shell("c", "echo hi; id -u").build())).isEqualTo("hi\n0\n");
	}

	@Test
	void recordsImageSnapshotAndRuntime() {
		ContainerInfo info = create(CreatedContainers.shell("c", "true").label("team", "blue").build()).info();

		assertThat(info.image()).isEqualTo(BusyboxImage.REFERENCE);
		assertThat(info.snapshotKey()).isEqualTo("c");
		assertThat(info.runtime()).isEqualTo(RuntimeOptions.of(RuntimeOptions.RUNC_V2));
		assertThat(info.labels()).containsEntry("team", "blue")
			.containsEntry("io.containerd.image.config.stop-signal", "SIGTERM");
		assertThat(this.namespace.snapshots().get("c").kind()).isEqualTo(SnapshotKind.ACTIVE);
		assertThat(this.namespace.leases().list()).isEmpty();
	}

	@Test
	void unpacksAnImageThatIsNotUnpacked() {
		ContainerSpec spec = CreatedContainers.shell("c", "echo unpacked").snapshotter("native").build();

		assertThat(this.created.output(spec)).isEqualTo("unpacked\n");
	}

	@Test
	void takesAnImageObjectAndAShortName() {
		create(ContainerSpec.builder("a").image(this.namespace.images().get(BusyboxImage.REFERENCE)).build());
		create(ContainerSpec.builder("b").image("busybox:local").build());

		assertThat(this.namespace.containers().list()).extracting((container) -> container.info().image())
			.containsOnly(BusyboxImage.REFERENCE);
	}

	@Test
	void aReadOnlyRootIsAView() {
		ContainerSpec spec = CreatedContainers.shell("c", "touch /x 2>/dev/null || echo refused")
			.readOnlyRoot()
			.build();

		create(spec);
		assertThat(this.namespace.snapshots().get("c").kind()).isEqualTo(SnapshotKind.VIEW);
		this.namespace.containers().get("c").delete();
		assertThat(this.created.output(spec)).isEqualTo("refused\n");
	}

	@Test
	void deletesRecordSnapshotAndDirectory() {
		Container container = create(CreatedContainers.shell("c", "true").build());
		Path directory = this.namespace.containerDirectory("c").create();

		container.delete();

		assertThat(this.namespace.containers().find("c")).isEmpty();
		assertThat(this.namespace.snapshots().find("c")).isEmpty();
		assertThat(directory).doesNotExist();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(container::delete);
	}

	@Test
	void doesNotDeleteWhatHasATask() {
		Container container = create(CreatedContainers.shell("c", "sleep 60").build());
		Task task = this.created.task(container, false, Stdio.none());
		task.start();

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(container::delete)
			.withMessageContaining("task");

		assertThat(this.namespace.snapshots().find("c")).isPresent();
		task.deleteForcibly();
		container.delete();
	}

	@Test
	void reusesTheIdOfADeletedRecordAtOnce() {
		create(CreatedContainers.shell("c", "true").build());
		this.namespace.containers().delete("c");

		assertThat(this.created.output(CreatedContainers.shell("c", "echo again").build())).isEqualTo("again\n");
	}

	@Test
	void doesNotCreateAContainerTwice() {
		ContainerSpec spec = CreatedContainers.shell("c", "echo first").build();
		Container first = create(spec);

		leavesNothing(() -> assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(() -> create(spec)));

		assertThat(this.namespace.containers().get("c").info()).isEqualTo(first.info());
	}

	@Test
	void leavesNothingWithoutAnImage() {
		leavesNothing(() -> assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> create(ContainerSpec.builder("c").image("docker.io/library/none:1").build()))
			.withMessageContaining("docker.io/library/none:1"));
	}

	@Test
	void leavesNothingWithoutACommand() {
		leavesNothing(() -> assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> create(ContainerSpec.builder("c").image(BusyboxImage.REFERENCE).entrypoint().build()))
			.withMessageContaining("command"));
	}

	@Test
	void leavesNothingWhenACustomizerFails() {
		ContainerSpec spec = CreatedContainers.shell("c", "true").customize((document) -> {
			throw new IllegalStateException("no");
		}).build();

		leavesNothing(() -> assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> create(spec)));
	}

	@Test
	void leavesNothingOnAnInterruptedThread() {
		ContainerSpec spec = CreatedContainers.shell("c", "true").customize((document) -> {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("no");
		}).build();

		leavesNothing(() -> {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> create(spec));
			assertThat(Thread.interrupted()).isTrue();
		});
	}

	private void leavesNothing(Runnable failure) {
		List<String> snapshots = snapshots();
		List<String> containers = this.namespace.containers().list().stream().map(Container::id).toList();
		Leaks before = Leaks.snapshot();

		failure.run();

		assertThat(snapshots()).isEqualTo(snapshots);
		assertThat(this.namespace.containers().list()).extracting(Container::id).isEqualTo(containers);
		assertThat(this.namespace.leases().list()).isEmpty();
		Leaks.assertNothingLeft(before);
	}

	private List<String> snapshots() {
		return this.namespace.snapshots().list().stream().map(SnapshotInfo::name).sorted().toList();
	}

	private Container create(ContainerSpec spec) {
		return this.namespace.containers().create(spec);
	}

}
