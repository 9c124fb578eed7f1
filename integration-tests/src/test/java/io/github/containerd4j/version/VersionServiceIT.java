package io.github.containerd4j.version;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DaemonTest
class VersionServiceIT {

	@Test
	void tellsWhatCtrTells(TestDaemon daemon, ContainerdClient client) {
		ContainerdVersion version = client.version().get();

		String server = daemon.ctr("version").split("Server:")[1];
		assertThat(server).contains("Version:  " + version.version() + "\n")
			.contains("Revision: " + version.revision());
	}

	@Test
	void readsTheNumbersOfARealVersion(TestDaemon daemon, ContainerdClient client) {
		ContainerdVersion version = client.version().get();

		assertThat(version.major()).isBetween(1, 2);
		for (String release : new String[] { "1.6", "1.7", "2.0", "2.1", "2.2" }) {
			assertThat(version.isAtLeast(release)).isEqualTo(daemon.isAtLeast(release));
		}
	}

}
