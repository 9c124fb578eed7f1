package io.github.containerd4j.image;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.Leaks;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(120)
class TransferLeaksIT {

	private static final int ROUNDS = 5;

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final ImageFixture fixture = new ImageFixture();

	private final OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 2_000_000, 60);

	TransferLeaksIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@Test
	void aPullLeavesItsImageOnly() throws IOException {
		leavesNothing(UnaryOperator.identity(), false, (images, name) -> {
			images.pull(name, options().build());
			images.deleteAndCollect(name);
		});
	}

	@Test
	void aPullThatFailsLeavesNothing() throws IOException {
		leavesNothing(TransferLeaksIT::spoil, false,
				(images, name) -> assertThatExceptionOfType(FailedPreconditionException.class)
					.isThrownBy(() -> images.pull(name, options().build())));
	}

	@Test
	void aPullThatIsCancelledLeavesNothing() throws IOException {
		leavesNothing(UnaryOperator.identity(), true, TransferLeaksIT::cancel);
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void fiftyPushesAndPullsLeaveTheirImagesOnly(TransferEngine engine) {
		if (engine == TransferEngine.DAEMON && !this.daemon.isAtLeast("2.0")) {
			// Older daemons do not speak plain HTTP with registries.
			return;
		}
		try (TestRegistry registry = TestRegistry.plain()) {
			OciDescriptor small = this.fixture.image(ImageFixture.LINUX, 2, 20_000, 61);
			String source = Skopeo.push(this.fixture, small, registry, "leaks/image:1");
			moveThereAndBack(engine, registry, source, 1);
			Leaks before = Leaks.snapshot();

			moveThereAndBack(engine, registry, source, 50);

			System.gc();
			Leaks.assertNothingLeft(before);
			assertNothingLeft();
		}
	}

	private void moveThereAndBack(TransferEngine engine, TestRegistry registry, String source, int times) {
		try (ContainerdClient client = ContainerdClient.create(this.daemon.address())) {
			ImageService images = client.namespace(this.namespace.name()).images();
			images.pull(source);
			for (int i = 0; i < times; i++) {
				String name = registry.address() + "/leaks/copy" + i + ":1";
				images.push(source, PushOptions.builder().engine(engine).reference(name).build());
				images.deleteAndCollect(source);
				images.pull(name, PullOptions.builder().engine(engine).build());
				images.tag(name, source);
				images.delete(name);
				assertThat(this.namespace.leases().list()).isEmpty();
			}
			images.deleteAndCollect(source);
		}
	}

	private void leavesNothing(UnaryOperator<byte[]> fault, boolean hanging, Transfer transfer) throws IOException {
		round(fault, hanging, transfer);
		Leaks before = Leaks.snapshot();

		for (int i = 0; i < ROUNDS; i++) {
			round(fault, hanging, transfer);
		}

		// Before Java 21, a thread of the JDK's HTTP client ends only after a collection.
		System.gc();
		Leaks.assertNothingLeft(before);
		assertNothingLeft();
	}

	private void assertNothingLeft() {
		assertThat(this.namespace.leases().list()).isEmpty();
		assertThat(this.namespace.images().list()).isEmpty();
		Awaitility.await().untilAsserted(() -> {
			Garbage.collect(this.namespace);
			assertThat(this.namespace.content().statuses()).isEmpty();
			assertThat(this.namespace.content().list()).isEmpty();
			assertThat(this.namespace.snapshots().list()).isEmpty();
		});
	}

	private void round(UnaryOperator<byte[]> fault, boolean hanging, Transfer transfer) throws IOException {
		try (FaultyRegistry registry = new FaultyRegistry(this.fixture, this.manifest, fault);
				ContainerdClient client = ContainerdClient.create(this.daemon.address())) {
			if (hanging) {
				registry.hanging();
			}
			transfer.run(client.namespace(this.namespace.name()).images(), registry.name());
		}
	}

	private static void cancel(ImageService images, String name) {
		CountDownLatch moving = new CountDownLatch(1);
		try (ImageTransfer<Image> pull = images.startPull(name, options().progress((step) -> {
			if (step.phase() == Phase.TRANSFERRING) {
				moving.countDown();
			}
		}).build())) {
			Awaitility.await().until(() -> moving.getCount() == 0);
			pull.close();

			assertThat(pull.future()).isCompletedExceptionally();
			assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> pull.result(Duration.ofSeconds(1)));
		}
	}

	private static byte[] spoil(byte[] bytes) {
		bytes[bytes.length / 2]++;
		return bytes;
	}

	private static PullOptions.Builder options() {
		return PullOptions.builder().engine(TransferEngine.CLIENT);
	}

	/**
	 * Moves an image, or tries to.
	 */
	@FunctionalInterface
	private interface Transfer {

		void run(ImageService images, String name);

	}

}
