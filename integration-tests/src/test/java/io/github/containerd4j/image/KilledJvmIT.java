package io.github.containerd4j.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ChildJvm;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.IngestStatus;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.snapshot.SnapshotKind;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.FaultyProxy;
import io.github.containerd4j.test.FaultyProxy.Fault;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A JVM is killed in the middle of a layer.
 */
@DaemonTest
@Timeout(120)
class KilledJvmIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final int LAYER_SIZE = 4_000_000;

	private static final long STALL = 1_500_000;

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final ImageFixture fixture = new ImageFixture();

	private final OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, LAYER_SIZE, 80);

	private final TestRegistry registry = TestRegistry.plain();

	private final FaultyProxy proxy = FaultyProxy.before(this.registry);

	@TempDir
	private Path directory;

	private String name = "";

	KilledJvmIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@BeforeEach
	void pullHalfAndKill() throws Exception {
		Skopeo.push(this.fixture, this.manifest, this.registry, "killed/image:1");
		this.name = this.proxy.address() + "/killed/image:1";
		this.proxy.spoil("GET", "/blobs/" + layer().digest(), 1, new Fault.StallAnswer(STALL));
		Path output = this.directory.resolve("output");
		Process child = ChildJvm.start(output, PullByChild.class, this.daemon.address(), this.namespace.name(),
				this.name);
		try {
			Awaitility.await()
				.atMost(LIMIT)
				.untilAsserted(() -> assertThat(this.proxy.isSilent() && offset() > 0).as(() -> read(output)).isTrue());
		}
		finally {
			child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
		}
	}

	@AfterEach
	void close() {
		this.proxy.close();
		this.registry.close();
	}

	@Test
	void theNextPullGoesOnWhereTheKilledOneStopped() {
		long offset = offset();
		assertThat(offset).isPositive().isLessThanOrEqualTo(STALL);

		pull();

		assertThat(this.proxy.ranges()).filteredOn((range) -> range.contains(layer().digest().toString()))
			.singleElement(InstanceOfAssertFactories.STRING)
			.endsWith(" bytes=" + offset + "-");
		assertThat(this.namespace.images().get(this.name).check().isComplete()).isTrue();
		assertThat(this.namespace.snapshots().list()).filteredOn((each) -> each.kind() == SnapshotKind.COMMITTED)
			.hasSize(2);
		awaitOnlyTheImage();
	}

	@Test
	void nothingIsLeftWhenTheLeaseHasExpired() {
		assertThat(this.namespace.leases().list()).extracting(LeaseInfo::labels)
			.singleElement()
			.satisfies((labels) -> assertThat(labels).containsEntry(LeaseInfo.OPERATION_LABEL, "pull"));

		Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
			Garbage.collect(this.namespace);
			assertThat(this.namespace.leases().list()).isEmpty();
			assertThat(this.namespace.content().statuses()).isEmpty();
			assertThat(this.namespace.content().list()).isEmpty();
			assertThat(this.namespace.snapshots().list()).isEmpty();
		});
	}

	private long offset() {
		return this.namespace.content().findStatus(IngestRefs.of(layer())).map(IngestStatus::offset).orElse(0L);
	}

	private void pull() {
		Image image = this.namespace.images()
			.startPull(this.name, PullOptions.builder().engine(TransferEngine.CLIENT).build())
			.result(LIMIT);
		assertThat(image.target().digest()).isEqualTo(this.manifest.digest());
	}

	private void awaitOnlyTheImage() {
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
			Garbage.collect(this.namespace);
			assertThat(this.namespace.leases().list()).isEmpty();
			assertThat(this.namespace.content().statuses()).isEmpty();
			// The manifest, the config and two layers.
			assertThat(this.namespace.content().list()).hasSize(4);
			assertThat(this.namespace.snapshots().list()).hasSize(2);
		});
	}

	private Descriptor layer() {
		return Manifest.parse(this.fixture.blobs().get(this.manifest.digest()), this.manifest.mediaType())
			.layers()
			.get(1)
			.content();
	}

	private static String read(Path output) {
		try {
			return Files.exists(output) ? Files.readString(output) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
