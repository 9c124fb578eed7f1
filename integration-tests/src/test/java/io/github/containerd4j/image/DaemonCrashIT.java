package io.github.containerd4j.image;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ErrorOutput;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.snapshot.SnapshotKind;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The daemon is killed while the client moves an image, and started again.
 */
@DaemonTest
@Timeout(120)
class DaemonCrashIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final int LAYER_SIZE = 20_000_000;

	private final ImageFixture fixture = new ImageFixture();

	private final OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, LAYER_SIZE, 30);

	private final TestRegistry source = TestRegistry.plain();

	private final TestRegistry target = TestRegistry.plain();

	private final EmbeddedContainerd own;

	private final ContainerdClient client;

	private final Namespace namespace;

	private final ImageService images;

	private final CountDownLatch inTheMiddle = new CountDownLatch(1);

	private final CountDownLatch killed = new CountDownLatch(1);

	private String name = "";

	DaemonCrashIT(TestDaemon daemon) {
		this.own = daemon.startPrivate();
		this.client = ContainerdClient.create(this.own.address());
		this.namespace = this.client.namespace("crash");
		this.images = this.namespace.images();
	}

	@BeforeEach
	void push() {
		this.name = Skopeo.push(this.fixture, this.manifest, this.source, "crash/image:1");
	}

	@AfterEach
	void close() {
		this.client.close();
		this.own.close();
		this.source.close();
		this.target.close();
	}

	@Test
	void endsThePullAndServesTheNextOne() {
		PullOptions options = PullOptions.builder().engine(TransferEngine.CLIENT).build();
		PullOptions pausing = PullOptions.builder()
			.unpack(false)
			.engine(TransferEngine.CLIENT)
			.progress(this::pause)
			.build();

		failsWhenKilled(this.images.startPull(this.name, pausing));
		this.own.start();

		assertThat(this.images.startPull(this.name, options).result(LIMIT).target().digest())
			.isEqualTo(this.manifest.digest());
		assertThat(this.namespace.snapshots().list())
			.filteredOn((snapshot) -> snapshot.kind() == SnapshotKind.COMMITTED)
			.hasSize(2);
		assertNoThreads("containerd-pull-");
	}

	@Test
	void endsThePushAndServesTheNextOne() {
		String pushed = this.target.address() + "/crash/copy:1";
		this.images.pull(this.name, PullOptions.builder().unpack(false).build());
		PushOptions.Builder options = PushOptions.builder().engine(TransferEngine.CLIENT).reference(pushed);
		PushOptions plain = options.build();
		PushOptions pausing = options.progress(this::pause).build();

		failsWhenKilled(this.images.startPush(this.name, pausing));
		this.own.start();

		assertThat(this.images.startPush(this.name, plain).result(LIMIT).digest()).isEqualTo(this.manifest.digest());
		assertThat(Skopeo.digest(pushed)).isEqualTo(this.manifest.digest().toString());
		assertNoThreads("containerd-push-");
	}

	@Test
	void leavesNothingOfThePullWhenItsLeaseIsGone() {
		failsWhenKilled(this.images.startPull(this.name,
				PullOptions.builder().engine(TransferEngine.CLIENT).progress(this::pause).build()));
		this.own.start();
		assertThat(this.namespace.leases().list()).extracting(LeaseInfo::labels)
			.singleElement(InstanceOfAssertFactories.MAP)
			.containsEntry(LeaseInfo.OPERATION_LABEL, "pull");

		this.namespace.leases().list().forEach((lease) -> this.namespace.leases().deleteAndCollect(lease.id()));

		assertThat(this.namespace.snapshots().list()).isEmpty();
		assertThat(this.namespace.content().list()).isEmpty();
		assertThat(this.namespace.content().statuses()).isEmpty();
	}

	@Test
	void logsOneLineAboutTheLeaseThatStays() {
		try (ErrorOutput log = ErrorOutput.record()) {
			failsWhenKilled(this.images.startPull(this.name,
					PullOptions.builder().engine(TransferEngine.CLIENT).progress(this::pause).build()));

			assertThat(log.linesWith("Leases.Delete")).filteredOn((line) -> line.contains("\"crash\""))
				.singleElement(InstanceOfAssertFactories.STRING)
				.contains("WARN", "could not be deleted, it ends by itself when it expires");
		}
	}

	private void failsWhenKilled(ImageTransfer<?> transfer) {
		try (transfer) {
			Awaitility.await().atMost(LIMIT).until(() -> this.inTheMiddle.getCount() == 0);
			this.own.kill();
			this.killed.countDown();

			assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> transfer.result(LIMIT));
		}
	}

	// On a thread that moves the bytes.
	private void pause(ImageProgress step) {
		if (isInTheMiddle(step)) {
			this.inTheMiddle.countDown();
			try {
				this.killed.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static boolean isInTheMiddle(ImageProgress step) {
		return step.phase() == Phase.TRANSFERRING && step.totalBytes() > LAYER_SIZE && step.bytes() < LAYER_SIZE / 2;
	}

	private static void assertNoThreads(String prefix) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((thread) -> thread.startsWith(prefix)));
	}

}
