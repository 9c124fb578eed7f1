package io.github.containerd4j.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Holdings;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.checkpoint.CriuException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.containersnapshot.ContainerSnapshot;
import io.github.containerd4j.copy.CopyOptions;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.ImageUpdate;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestCriu;
import io.github.containerd4j.test.TestDaemon;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The row {@code migrate}, from the daemon of the matrix to the newest one, and full
 * copies. Where no CRIU fits the machine's kernel, live tests prove that this is told and
 * harms nothing.
 */
@DaemonTest
@Timeout(180)
class MigrateIT {

	private static final String WRITE = "echo kept > /etc/kept; rm /bin/vi; mkdir -p /srv; echo x > /srv/x";

	private static final String CHECK = "grep -qx kept /etc/kept && grep -qx x /srv/x && [ ! -e /bin/vi ]";

	private final TestDaemon shared;

	@TempDir
	private Path directory;

	private Side source;

	private Side target;

	MigrateIT(TestDaemon shared) {
		this.shared = shared;
	}

	@BeforeEach
	void start() {
		this.source = Side.start(this.shared.binDirectory(), this.directory.resolve("source"), "s").withBusybox();
		this.target = Side.start(newest(), this.directory.resolve("target"), "t");
	}

	private static Path newest() {
		String[] all = System.getProperty("containerd.test.daemons", "").split(",");
		return Path.of(all[all.length - 1].isBlank() ? "/usr/bin" : all[all.length - 1].strip());
	}

	@AfterEach
	void stop() {
		this.target.close();
		this.source.close();
	}

	@Test
	void migrateMovesAStoppedContainerToAnotherDaemon() {
		Container container = this.source.ended("one", sleepAfter());
		ContainerInfo before = container.info();

		Container moved = container.migrate(this.target.namespace());

		assertThat(moved.id()).isEqualTo("one");
		assertThat(moved.info().labels()).isEqualTo(before.labels()).containsEntry("kept", "yes");
		assertThat(moved.info().image()).isEqualTo(BusyboxImage.REFERENCE);
		assertThat(String.valueOf(moved.info().spec().asText()))
			.contains("\"/" + this.target.namespace().name() + "/one\"");
		Side.assertRuns(this.target.namespace(), "one", CHECK);
		assertThat(this.target.ctr("images", "check")).contains(BusyboxImage.REFERENCE).doesNotContain("incomplete");
		assertThat(this.source.holdings().containers()).isEmpty();
		assertThat(this.source.holdings().snapshots()).hasSize(1);
		assertNoLeases();
	}

	@Test
	void migrateOfWhatIsThereAlreadyCopiesOnlyTheReadWriteLayer() {
		this.target.withBusybox();
		Container container = this.source.ended("one", sleepAfter());
		Holdings before = this.target.holdings();

		container.migrate(this.target.namespace());

		assertThat(this.target.holdings().images()).isEqualTo(before.images());
		assertThat(this.target.holdings().content()).isEqualTo(before.content());
		Side.assertRuns(this.target.namespace(), "one", CHECK);
	}

	@Test
	void migrateMovesToAnotherNamespaceOfTheSameDaemon() {
		Container container = this.source.ended("one", sleepAfter());
		Namespace elsewhere = this.source.namespace(this.source.namespace().name() + "b");

		container.migrate(elsewhere);

		Side.assertRuns(elsewhere, "one", CHECK);
		assertThat(this.source.holdings().containers()).isEmpty();
	}

	@Test
	void migrateGivesAnotherIdentifierAndSnapshotterAndKeepsTheSourceWhenAsked() {
		Container container = this.source.ended("one", sleepAfter());
		Holdings before = this.source.holdings();

		Container moved = container.migrate(this.target.namespace(),
				MigrateOptions.stopped().withId("two").withSnapshotter("native").withSourceKept());

		assertThat(moved.info().snapshotter()).isEqualTo("native");
		assertThat(moved.info().spec().asText()).contains("/two\"").doesNotContain("\"one\"");
		Side.assertRuns(this.target.namespace(), "two", CHECK);
		before.awaitAgain(this.source.namespace());
	}

	@Test
	void migrateFindsANameForTheImageWhoseNameIsTaken() {
		Namespace there = this.target.withBusybox().namespace();
		Container other = this.target.ended("other", "echo other > /other");
		Image published = other.publish("other:1");
		there.images().update(BusyboxImage.REFERENCE, ImageUpdate.create().target(published.target()));
		Container container = this.source.ended("one", sleepAfter());

		Container moved = container.migrate(there);

		assertThat(moved.info().image()).startsWith(BusyboxImage.REFERENCE + "@sha256:");
		assertThat(moved.publish("again:1").check().isComplete()).isTrue();
	}

	@Test
	void migrateTakesNetworkSettingsAndTheirFilesAlong() {
		NetworkSettings settings = NetworkSettings.cni("one");
		Container container = this.source.namespace()
			.containers()
			.create(ContainerSpec.builder("one").image(BusyboxImage.REFERENCE).args("true").network(settings).build());

		Container moved = container.migrate(this.target.namespace(), MigrateOptions.stopped().withId("two"));

		Path files = this.target.namespace().containerDirectory("two").path();
		assertThat(moved.network().settings()).isEqualTo(settings);
		assertThat(moved.info().spec().asText()).contains(files.resolve("hosts").toString())
			.doesNotContain(this.directory.resolve("source").toString());
		assertThat(files.resolve("hostname")).hasContent("two\n");
		assertThat(this.source.namespace().containerDirectory("one").path()).doesNotExist();
	}

	@Test
	void migrateKeepsTheRestartPolicyButNotForTheCopy() {
		String status = "containerd.io/restart.status";
		Container container = this.source.ended("one", sleepAfter());
		container.update(ContainerUpdate.create().label(status, "stopped").label("containerd.io/restart.policy", "no"));
		Container copy = FullCopy.of(this.source.namespace(), container.refresh(), this.target.namespace())
			.withLabels(Map.of(status, "running"))
			.withId("copy")
			.make();

		Container moved = container.migrate(this.target.namespace());

		assertThat(copy.info().labels()).containsEntry(status, "stopped");
		assertThat(moved.info().labels()).containsEntry(status, "stopped")
			.containsEntry("containerd.io/restart.policy", "no");
	}

	@Test
	void migrateRefusesWhatCannotBeBeforeAnythingIsDone() {
		Container stopped = this.source.ended("one", sleepAfter());
		Container running = this.source.counting("runs");
		this.target.withBusybox().ended("one", "true");
		Holdings here = this.source.holdings();
		Holdings there = this.target.holdings();

		refused(() -> stopped.migrate(this.source.namespace()), "the same daemon");
		refused(() -> stopped.migrate(this.source.namespace(), MigrateOptions.stopped().withId("two")),
				"the same daemon");
		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> stopped.migrate(this.target.namespace()))
			.withMessageContaining("the target has a container");
		refused(() -> running.migrate(this.target.namespace()), "stop it before, or migrate it live");
		refused(() -> stopped.migrate(this.target.namespace(), MigrateOptions.running().withId("two")),
				"no task of it runs");
		refused(() -> running.migrate(this.target.namespace(this.source.namespace().name()), MigrateOptions.running()),
				"both daemons are on this machine");

		assertThat(this.source.holdings()).isEqualTo(here);
		assertThat(this.target.holdings()).isEqualTo(there);
	}

	@Test
	void migrateWhoseImageIsGoneLeavesBothSidesAsTheyWere() {
		Container container = this.source.ended("one", sleepAfter());
		this.source.namespace()
			.content()
			.delete(this.source.namespace()
				.images()
				.get(BusyboxImage.REFERENCE)
				.readManifest()
				.layers()
				.get(0)
				.digest());
		Holdings here = this.source.holdings();
		Holdings there = this.target.holdings();

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> container.migrate(this.target.namespace()));

		here.awaitAgain(this.source.namespace());
		there.awaitAgain(this.target.namespace());
		this.source.namespace().images().deleteAndCollect(BusyboxImage.REFERENCE);
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> container.migrate(this.target.namespace()))
			.withMessageContaining("it is gone");
	}

	@Test
	void migrateTellsThatABlobOfTheSourceIsDamaged() throws IOException {
		Container container = this.source.ended("one", sleepAfter());
		String layer = this.source.namespace()
			.images()
			.get(BusyboxImage.REFERENCE)
			.readManifest()
			.layers()
			.get(0)
			.digest()
			.toString();
		Path blob = this.source.daemon()
			.directory()
			.resolve("root/io.containerd.content.v1.content/blobs/" + layer.replace(':', '/'));
		byte[] bytes = Files.readAllBytes(blob);
		bytes[bytes.length / 2] ^= 1;
		assertThat(blob.toFile().setWritable(true)).isTrue();
		Files.write(blob, bytes);

		assertThatExceptionOfType(ContainerdException.class)
			.isThrownBy(() -> container.migrate(this.target.namespace()))
			.withMessageContaining("the blob of the source is damaged");

		assertThat(this.target.holdings().content()).isEmpty();
		assertThat(this.target.holdings().ingests()).isEmpty();
	}

	@Test
	void migrateTakesSnapshotsAlongWhenAsked() {
		Container container = this.source.ended("one", sleepAfter());
		container.snapshots().create("first");
		Side.assertRuns(this.source.namespace(), "one", "echo later > /etc/kept");
		container.snapshots().create("second");
		Side.assertRuns(this.source.namespace(), "one", "echo z > /srv/z");
		Holdings here = this.source.holdings();

		refused(() -> container.migrate(this.target.namespace()), "snapshots, which would be lost");
		here.awaitAgain(this.source.namespace());
		Container moved = container.migrate(this.target.namespace(),
				MigrateOptions.stopped().withId("two").withSnapshots());

		assertThat(moved.snapshots().all()).extracting(ContainerSnapshot::name).containsExactly("first", "second");
		Side.assertRuns(this.target.namespace(), "two", "grep -qx later /etc/kept && [ -e /srv/z ]");
		moved.restore("first");
		Side.assertRuns(this.target.namespace(), "two", CHECK);
		assertThat(moved.info().spec().asText()).contains("/two\"");
		moved.restore("second");
		Side.assertRuns(this.target.namespace(), "two", "grep -qx later /etc/kept && [ ! -e /srv/z ]");
		assertThat(this.source.holdings().containers()).isEmpty();
		assertThat(this.source.holdings().snapshots()).hasSize(1);
		assertNoLeases();
		moved.delete(DeleteOptions.defaults().withSnapshots());
		Awaitility.await().atMost(Side.LIMIT).until(() -> this.target.holdings().snapshots().size() == 1);
	}

	@Test
	void copyGoesToAnotherDaemonAndSnapshotterWhenAsked() {
		Container container = this.source.ended("one", sleepAfter());
		container.snapshots().create("first");
		Holdings here = this.source.holdings();

		Container copy = container.copy("two",
				CopyOptions.defaults()
					.withTarget(this.target.namespace())
					.withSnapshotter("native")
					.withLabel("role", "spare"));

		assertThat(copy.info().snapshotter()).isEqualTo("native");
		assertThat(copy.info().labels()).containsEntry("kept", "yes").containsEntry("role", "spare");
		assertThat(copy.snapshots().all()).isEmpty();
		assertThat(copy.lastUsed()).isEmpty();
		Side.assertRuns(this.target.namespace(), "two", CHECK);
		here.awaitAgain(this.source.namespace());
		assertNoLeases();
	}

	@Test
	void statefulSnapshotGoesOnCountingAfterItsRestore() {
		Container container = this.source.counting("one");
		if (cannotDump(container)) {
			return;
		}
		int before = Side.awaitBeyond(container.task().orElseThrow(), 10);

		ContainerSnapshot snapshot = container.snapshots().create("memory", true);
		int after = Side.awaitBeyond(container.task().orElseThrow(), before + 20);
		Task task = container.snapshots().restore("memory").orElseThrow();

		assertThat(snapshot.stateful()).isTrue();
		assertThat(Side.awaitBeyond(task, before - 1)).isLessThan(after + 200);
		Side.awaitBeyond(task, before + 10);
		assertThat(container.snapshots().all()).containsExactly(snapshot);
	}

	@Test
	void statefulSnapshotWithoutCriuIsRefusedAndTheContainerGoesOn() throws IOException {
		try (Side without = withoutCriu(this.shared.binDirectory()).withBusybox()) {
			Container container = without.counting("one");
			Holdings here = without.holdings();
			int before = Side.awaitBeyond(container.task().orElseThrow(), 5);

			assertThatExceptionOfType(CriuException.class)
				.isThrownBy(() -> container.snapshots().create("memory", true))
				.withMessageContaining("install the package criu");

			Side.awaitBeyond(container.task().orElseThrow(), before);
			assertThat(container.snapshots().all()).isEmpty();
			here.awaitAgain(without.namespace());
		}
	}

	@Test
	void migrateLiveGoesOnCounting() {
		Container container = this.source.counting("one");
		if (cannotDump(container)) {
			return;
		}
		int before = Side.awaitBeyond(container.task().orElseThrow(), 10);

		Container moved = container.migrate(this.target.namespace(), MigrateOptions.running());

		Task task = moved.task().orElseThrow();
		assertThat(task.info().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(Side.awaitBeyond(task, before - 1)).isLessThan(before + 200);
		Side.awaitBeyond(task, before + 10);
		Holdings here = this.source.holdings();
		assertThat(here.containers()).isEmpty();
		assertThat(here.tasks()).isEmpty();
		assertThat(here.content()).hasSize(3);
		assertThat(this.target.holdings().content()).hasSize(3);
		assertNoLeases();
	}

	@Test
	void migrateLiveLeavesAStoppedSourceWhenItShallBeKept() {
		Container container = this.source.counting("one");
		if (cannotDump(container)) {
			return;
		}

		Container moved = container.migrate(this.target.namespace(), MigrateOptions.running().withSourceKept());

		assertThat(moved.task().orElseThrow().info().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(container.task()).isEmpty();
		assertThat(container.start().refresh().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void migrateLiveNeedsStreamsWhereThereWereFifos() {
		Container container = this.source.namespace()
			.containers()
			.create(ContainerSpec.builder("one").image(BusyboxImage.REFERENCE).args("sh", "-c", Side.COUNT).build());
		Task task = container.start(Streams.capture());
		Holdings there = this.target.holdings();

		refused(() -> container.migrate(this.target.namespace(), MigrateOptions.running()), "FIFOs");

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(this.target.holdings()).isEqualTo(there);
	}

	@Test
	void migrateLiveWithoutCriuAtTheTargetLetsTheSourceGoOn() throws IOException {
		Container container = this.source.counting("one");
		if (cannotDump(container)) {
			return;
		}
		try (Side without = withoutCriu(newest())) {
			Holdings here = this.source.holdings();
			Holdings there = without.holdings();
			int before = Side.awaitBeyond(container.task().orElseThrow(), 5);

			assertThatExceptionOfType(CriuException.class)
				.isThrownBy(() -> container.migrate(without.namespace(), MigrateOptions.running()))
				.withMessageContaining("there is no criu on the search path of the daemon");

			Side.awaitBeyond(container.task().orElseThrow(), before);
			here.awaitAgain(this.source.namespace());
			there.awaitAgain(without.namespace());
			assertThat(without.namespace().containerDirectory("one").path()).doesNotExist();
		}
	}

	@Test
	void migrateLiveWithoutCriuAtTheSourceLetsItGoOn() throws IOException {
		try (Side without = withoutCriu(this.shared.binDirectory()).withBusybox()) {
			Container container = without.counting("one");
			Holdings here = without.holdings();
			Holdings there = this.target.holdings();
			int before = Side.awaitBeyond(container.task().orElseThrow(), 5);

			assertThatExceptionOfType(CriuException.class)
				.isThrownBy(() -> container.migrate(this.target.namespace(), MigrateOptions.running()))
				.withMessageContaining("install the package criu");

			Side.awaitBeyond(container.task().orElseThrow(), before);
			here.awaitAgain(without.namespace());
			there.awaitAgain(this.target.namespace());
		}
	}

	@Test
	void fullCopyOfARunningContainerGoesToAnotherSnapshotter() {
		Container container = this.source.counting("one");
		assertThat(container.task().orElseThrow().exec("sh", "-c", WRITE).exitCode()).isZero();

		Container copy = FullCopy.of(this.source.namespace(), container.info(), this.source.namespace())
			.withId("two")
			.withSnapshotter("native")
			.make();

		assertThat(container.task().orElseThrow().info().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(copy.info().snapshotter()).isEqualTo("native");
		assertThat(copy.task()).isEmpty();
		Side.assertRuns(this.source.namespace(), "two", CHECK);
	}

	@Test
	void fullCopySharesNothingAndRefusesATakenIdentifier() {
		Container container = this.source.ended("one", sleepAfter());
		FullCopy copy = FullCopy.of(this.source.namespace(), container.info(), this.target.namespace());

		copy.make();
		this.source.daemon().stop();

		Side.assertRuns(this.target.namespace(), "one", CHECK);
		assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(copy::make);
		this.source.daemon().start();
	}

	// It is started again by the tests, and must be there for a look at its files then.
	private static String sleepAfter() {
		return "if [ -e /srv/x ]; then exec sleep 100; fi; " + WRITE;
	}

	private static void refused(ThrowingCallable call, String reason) {
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(call).withMessageContaining(reason);
	}

	private void assertNoLeases() {
		assertThat(this.source.holdings().leases()).isEmpty();
		assertThat(this.target.holdings().leases()).isEmpty();
		assertThat(this.target.holdings().ingests()).isEmpty();
	}

	/**
	 * Whether there is no CRIU here that works; then its failure must be a clear one.
	 */
	private boolean cannotDump(Container container) {
		if (TestCriu.directory().isPresent()) {
			return false;
		}
		Holdings there = this.target.holdings();
		assertThatExceptionOfType(CriuException.class)
			.isThrownBy(() -> container.migrate(this.target.namespace(), MigrateOptions.running()))
			.withMessageContaining("criu");
		assertThat(container.task().orElseThrow().info().status()).isEqualTo(TaskStatus.RUNNING);
		there.awaitAgain(this.target.namespace());
		return true;
	}

	private Side withoutCriu(Path binDirectory) throws IOException {
		Path programs = Files.createDirectory(this.directory.resolve("programs"));
		String searchPath = TestCriu.searchPathWithout(binDirectory, programs);
		return Side.start(binDirectory, this.directory.resolve("without"), "w", searchPath);
	}

}
