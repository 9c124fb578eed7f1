package io.github.containerd4j;

import java.time.Duration;

import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(20)
class ClientTimeLimitIT {

	private static final Duration LIMIT = Duration.ofMillis(300);

	private final TestDaemon daemon;

	ClientTimeLimitIT(TestDaemon daemon) {
		this.daemon = daemon;
	}

	@Test
	void holdsForTheDaemonAndItsNamespaces() {
		try (EmbeddedContainerd frozen = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(frozen.address())) {
			ContainerdClient limited = client.withTimeout(LIMIT);
			assertThat(limited.namespaces().list()).isEqualTo(client.namespaces().list());
			frozen.freeze();

			assertThatExceptionOfType(DeadlineExceededException.class).isThrownBy(() -> limited.namespaces().list());
			assertThatExceptionOfType(DeadlineExceededException.class)
				.isThrownBy(() -> limited.namespace("default").containers().find("c"));
		}
	}

	@Test
	void belongsToAConnectionThatIsClosedOnce() {
		ContainerdClient client = ContainerdClient.create(this.daemon.address());

		client.withTimeout(LIMIT).close();

		assertThatExceptionOfType(ClientClosedException.class).isThrownBy(() -> client.namespaces().list());
	}

}
