package io.github.containerd4j.image;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.SmallDaemon;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A daemon whose root is a file system of twelve megabytes.
 */
@DaemonTest
@Timeout(120)
class FullDiskIT {

	private static final int TOO_LARGE = 30_000_000;

	private static final int TOO_LARGE_TWICE = 8_000_000;

	private final ImageFixture fixture = new ImageFixture();

	private final TestRegistry registry = TestRegistry.plain();

	private final SmallDaemon own;

	private final ContainerdClient client;

	private final Namespace namespace;

	FullDiskIT(TestDaemon daemon) {
		this.own = SmallDaemon.start(daemon, 12);
		this.client = ContainerdClient.create(this.own.daemon().address());
		this.namespace = this.client.namespace("full");
	}

	@AfterEach
	void close() {
		this.client.close();
		this.registry.close();
		this.own.close();
	}

	@Test
	void tellsThatThereIsNoSpaceForALayer() {
		failsWithoutSpace(this.fixture.image(ImageFixture.LINUX, 1, TOO_LARGE, 40), "full/layer:1");
		assertServes();
	}

	@Test
	void tellsThatThereIsNoSpaceForASnapshot() {
		failsWithoutSpace(this.fixture.image(ImageFixture.LINUX, 1, TOO_LARGE_TWICE, 41), "full/snapshot:1");
		assertServes();
	}

	private void failsWithoutSpace(OciDescriptor manifest, String repository) {
		String name = Skopeo.push(this.fixture, manifest, this.registry, repository);

		assertThatExceptionOfType(ResourceExhaustedException.class).isThrownBy(() -> pull(name))
			.withMessageContaining("no space left on device")
			.withMessageContaining("make room");
		assertThat(this.namespace.images().find(name)).isEmpty();
		assertThat(this.namespace.leases().list()).isEmpty();
	}

	private void assertServes() {
		OciDescriptor small = this.fixture.image(ImageFixture.LINUX, 1, 1000, 42);
		String name = Skopeo.push(this.fixture, small, this.registry, "full/small:1");

		Awaitility.await().untilAsserted(() -> {
			assertThat(this.namespace.content().statuses()).isEmpty();
			assertThat(this.namespace.content().list()).isEmpty();
			assertThat(this.namespace.snapshots().list()).isEmpty();
		});
		assertThat(pull(name).target().digest()).isEqualTo(small.digest());
	}

	private Image pull(String name) {
		return this.namespace.images().pull(name, PullOptions.builder().engine(TransferEngine.CLIENT).build());
	}

}
