package io.github.containerd4j.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.registry.RegistryOptions;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.FaultyProxy;
import io.github.containerd4j.test.FaultyProxy.Fault;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The daemon finds the hosts of a registry in a directory of {@code hosts.toml} files.
 */
@DaemonTest
@Timeout(120)
class DaemonHostsIT {

	// Nobody answers under this name: what arrives has come from the mirror.
	private static final String NAME = "registry.invalid/hosts/image:1";

	private final TestDaemon daemon;

	private final ImageFixture fixture = new ImageFixture();

	private final OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 10_000, 80);

	private final TestRegistry registry = TestRegistry.plain();

	private final FaultyProxy first = FaultyProxy.before(this.registry);

	private final FaultyProxy second = FaultyProxy.before(this.registry);

	private final ContainerdClient client;

	private final Namespace namespace;

	DaemonHostsIT(TestDaemon daemon, Namespace namespace, @TempDir Path directory) throws IOException {
		this.daemon = daemon;
		Path hosts = Files.createDirectories(directory.resolve("registry.invalid"));
		Files.writeString(hosts.resolve("hosts.toml"), """
				server = "https://registry.invalid"
				[host."%s"]
				  capabilities = ["pull", "resolve"]
				[host."%s"]
				  capabilities = ["pull", "resolve"]
				""".formatted(this.first.url(), this.second.url()));
		this.client = ContainerdClient.builder()
			.address(daemon.address())
			.images(ImageSettings.of(RegistryOptions.defaults())
				.withEngine(TransferEngine.DAEMON)
				.withHostDirectory(directory.toString()))
			.build();
		this.namespace = this.client.namespace(namespace.name());
		Skopeo.push(this.fixture, this.manifest, this.registry, "hosts/image:1");
	}

	@AfterEach
	void close() {
		this.client.close();
		this.second.close();
		this.first.close();
		this.registry.close();
	}

	@Test
	void pullsThroughTheFirstMirror() {
		if (refuses()) {
			return;
		}
		assertPulls();
		assertThat(this.first.requests()).anyMatch((request) -> request.contains("/blobs/"));
		assertThat(this.second.requests()).isEmpty();
	}

	@Test
	void pullsThroughTheNextMirrorWhereOneFails() {
		if (refuses()) {
			return;
		}
		this.first.spoil("GET", "/v2/", 100, new Fault.Status(404, Map.of()))
			.spoil("HEAD", "/v2/", 100, new Fault.Status(404, Map.of()));

		assertPulls();
		assertThat(this.second.requests()).anyMatch((request) -> request.contains("/blobs/"));
	}

	private void assertPulls() {
		try (ImageTransfer<Image> pull = this.namespace.images().startPull(NAME, PullOptions.defaults())) {
			assertThat(pull.future()).succeedsWithin(Duration.ofSeconds(60));
			assertThat(pull.engine()).isEqualTo(TransferEngine.DAEMON);
		}
		assertThat(this.namespace.images().get(NAME).target().digest()).isEqualTo(this.manifest.digest());
		assertThat(this.namespace.snapshots().list()).hasSize(2);
	}

	/**
	 * Older daemons say what they lack, before anything is asked of a registry.
	 */
	private boolean refuses() {
		if (this.daemon.isAtLeast("2.0")) {
			return false;
		}
		assertThatExceptionOfType(UnimplementedException.class).isThrownBy(() -> this.namespace.images().pull(NAME))
			.withMessageContaining(this.daemon.isAtLeast("1.7") ? "a directory of hosts needs containerd 2.0 or newer"
					: "has no transfer service, 1.7 or newer has");
		assertThat(this.first.requests()).isEmpty();
		return true;
	}

}
