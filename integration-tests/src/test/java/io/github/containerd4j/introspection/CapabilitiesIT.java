package io.github.containerd4j.introspection;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
class CapabilitiesIT {

	private final TestDaemon daemon;

	CapabilitiesIT(TestDaemon daemon) {
		this.daemon = daemon;
	}

	@Test
	void tellsWhatEachVersionCanDo() {
		Capabilities capabilities = this.daemon.client().capabilities();

		boolean newerThan16 = this.daemon.isAtLeast("1.7");
		assertThat(capabilities.transfer()).isEqualTo(newerThan16);
		assertThat(capabilities.streaming()).isEqualTo(newerThan16);
		assertThat(capabilities.sandboxes()).isEqualTo(newerThan16);
		assertThat(capabilities.imageVerifier()).isEqualTo(this.daemon.isAtLeast("2.0"));
		assertThat(capabilities.pluginInfo()).isEqualTo(this.daemon.isAtLeast("2.0"));
		assertThat(capabilities.mounts()).isEqualTo(this.daemon.isAtLeast("2.2"));
		assertThat(capabilities.snapshotters()).contains("overlayfs", "native").doesNotContain("zfs");
		if (newerThan16) {
			assertThat(capabilities.restartPolicies()).containsExactlyInAnyOrder("always", "no", "on-failure",
					"unless-stopped");
		}
		else {
			assertThat(capabilities.restartPolicies()).containsExactly("always");
		}
	}

	@Test
	void areReadOnceAndAnewAfterTheDaemonCameBack() {
		try (EmbeddedContainerd other = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(other.address())) {
			Capabilities first = client.capabilities();
			assertThat(client.capabilities()).isSameAs(first);

			other.restart();

			// The client learns of the lost connection a moment later.
			Awaitility.await().ignoreExceptions().until(() -> client.capabilities() != first);
			Capabilities second = client.capabilities();
			assertThat(client.capabilities()).isSameAs(second);
			assertThat(second.snapshotters()).isEqualTo(first.snapshotters());
		}
	}

	@Test
	void areNotToldOfADaemonThatIsGone() {
		try (EmbeddedContainerd other = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(other.address())) {
			client.capabilities();

			other.kill();

			Awaitility.await()
				.untilAsserted(
						() -> assertThatExceptionOfType(UnavailableException.class).isThrownBy(client::capabilities));
		}
	}

}
