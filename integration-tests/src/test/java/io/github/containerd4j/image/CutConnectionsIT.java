package io.github.containerd4j.image;

import java.util.Map;

import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.FaultyProxy;
import io.github.containerd4j.test.FaultyProxy.Fault;
import io.github.containerd4j.test.TestRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Between the client and a real registry, something spoils or ends connections.
 */
@DaemonTest
@Timeout(120)
class CutConnectionsIT {

	private static final int LAYER_SIZE = 4_000_000;

	private static final int CUT = 1_500_000;

	private final Namespace namespace;

	private final ImageFixture fixture = new ImageFixture();

	private final OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, LAYER_SIZE, 50);

	private final TestRegistry registry = TestRegistry.plain();

	private final FaultyProxy proxy = FaultyProxy.before(this.registry);

	private String name = "";

	CutConnectionsIT(Namespace namespace) {
		this.namespace = namespace;
	}

	@BeforeEach
	void push() {
		Skopeo.push(this.fixture, this.manifest, this.registry, "cut/image:1");
		this.name = this.proxy.address() + "/cut/image:1";
	}

	@AfterEach
	void close() {
		this.proxy.close();
		this.registry.close();
	}

	@Test
	void goesOnWithALayerThatWasCut() {
		this.proxy.spoil("GET", blobPath(), 2, new Fault.CutAnswer(CUT));

		assertThat(pull().target().digest()).isEqualTo(this.manifest.digest());
		assertThat(this.proxy.requests()).filteredOn((request) -> request.endsWith(blobPath())).hasSize(3);
		assertThat(this.namespace.snapshots().list()).hasSize(2);
		assertNothingLeft();
	}

	@Test
	void takesNoLayerWithAnotherBit() {
		this.proxy.spoil("GET", blobPath(), 1, new Fault.FlipBit(CUT));

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(this::pull);

		assertThat(this.namespace.content().find(layer().digest())).isEmpty();
		assertThat(this.namespace.images().list()).isEmpty();
		assertNothingLeft();
		assertThat(pull().target().digest()).isEqualTo(this.manifest.digest());
	}

	@Test
	void goesOnWithALayerOfAPushThatWasCut() {
		Image image = pull();
		String pushed = this.proxy.address() + "/cut/copy:1";
		this.proxy.spoil("PATCH", "/blobs/uploads/", 2, new Fault.CutRequest(CUT))
			.spoil("POST", "/blobs/uploads/", 2, new Fault.Status(503, Map.of()));

		this.namespace.images()
			.push(image.name(), PushOptions.builder().engine(TransferEngine.CLIENT).reference(pushed).build());

		assertThat(Skopeo.digest(this.registry.address() + "/cut/copy:1")).isEqualTo(this.manifest.digest().toString());
		assertNothingLeft();
	}

	private Image pull() {
		return this.namespace.images().pull(this.name, PullOptions.builder().engine(TransferEngine.CLIENT).build());
	}

	private Descriptor layer() {
		return Manifest.parse(this.fixture.blobs().get(this.manifest.digest()), this.manifest.mediaType())
			.layers()
			.get(1)
			.content();
	}

	private String blobPath() {
		return "/blobs/" + layer().digest();
	}

	private void assertNothingLeft() {
		assertThat(this.namespace.leases().list()).isEmpty();
		Awaitility.await().untilAsserted(() -> {
			Garbage.collect(this.namespace);
			assertThat(this.namespace.content().statuses()).isEmpty();
		});
	}

}
