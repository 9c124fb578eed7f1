package io.github.containerd4j;

import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.proto.services.containers.v1.ContainersGrpc;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClientDefaultsTests {

	@Test
	void givesAContainerTheDefaultRuntimeUnlessItNamesOne() throws Exception {
		try (RecordingDaemon daemon = new RecordingDaemon();
				ContainerdClient client = ContainerdClient.builder()
					.channel(daemon.client().channel(), null)
					.runtime(RuntimeOptions.of("kata.v2"))
					.build()) {
			Namespace namespace = client.namespace("ns");

			namespace.containers().create(ContainerInfo.builder("a").build());
			assertThat(runtime(daemon)).isEqualTo("kata.v2");

			namespace.containers()
				.create(ContainerInfo.builder("b").runtime(RuntimeOptions.of("io.containerd.runc.v2")).build());
			assertThat(runtime(daemon)).isEqualTo("io.containerd.runc.v2");
		}
	}

	@Test
	void usesTheDefaultSnapshotterOfTheClient() {
		try (ContainerdClient client = ContainerdClient.builder().snapshotter("native").build()) {
			assertThat(client.namespace("ns").snapshots().snapshotter()).isEqualTo("native");
			assertThat(client.namespace("ns").withLease("l").snapshots().snapshotter()).isEqualTo("native");
		}
	}

	@Test
	void refusesDefaultsThatCannotBe() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ContainerdClient.builder().snapshotter(""));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> RuntimeOptions.of(""));
	}

	private static String runtime(RecordingDaemon daemon) {
		return daemon.request(ContainersGrpc.getCreateMethod()).getContainer().getRuntime().getName();
	}

}
