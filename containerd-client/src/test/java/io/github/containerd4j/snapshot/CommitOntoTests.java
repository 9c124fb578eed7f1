package io.github.containerd4j.snapshot;

import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.RecordingDaemon;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.proto.services.introspection.v1.IntrospectionGrpc;
import io.github.containerd4j.proto.services.introspection.v1.Plugin;
import io.github.containerd4j.proto.services.introspection.v1.PluginsResponse;
import io.github.containerd4j.proto.services.snapshots.v1.CommitSnapshotRequest;
import io.github.containerd4j.proto.services.snapshots.v1.SnapshotsGrpc;
import io.github.containerd4j.proto.services.version.v1.VersionGrpc;
import io.github.containerd4j.proto.services.version.v1.VersionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * No daemon of the matrix is new enough for it.
 */
@Timeout(30)
class CommitOntoTests {

	private final RecordingDaemon daemon = new RecordingDaemon();

	private final SnapshotService snapshots = this.daemon.client().namespace("ns").snapshots("overlayfs");

	@AfterEach
	void close() throws InterruptedException {
		this.daemon.close();
	}

	@Test
	void theParentReachesADaemonThatKnowsIt() {
		answer("v2.2.0", "rebase");

		this.snapshots.commitOnto("layer 2", "active", "layer 1", Map.of("a", "b"));

		CommitSnapshotRequest request = this.daemon.request(SnapshotsGrpc.getCommitMethod());
		assertThat(request.getName()).isEqualTo("layer 2");
		assertThat(request.getKey()).isEqualTo("active");
		assertThat(request.getParent()).isEqualTo("layer 1");
		assertThat(request.getLabelsMap()).isEqualTo(Map.of("a", "b"));
	}

	@Test
	void anOlderDaemonCommitsNothing() {
		answer("v2.1.9", "rebase");

		assertThatExceptionOfType(UnimplementedException.class)
			.isThrownBy(() -> this.snapshots.commitOnto("layer 2", "active", "layer 1", Map.of()))
			.withMessageContaining("containerd v2.1.9 would commit it without the parent")
			.withMessageContaining("containerd 2.2 or newer is needed");
		assertThat(this.daemon.wasCalled(SnapshotsGrpc.getCommitMethod())).isFalse();
	}

	@Test
	void aSnapshotterThatCannotRebaseCommitsNothing() {
		answer("v2.2.0", "remap-ids");

		assertThatExceptionOfType(UnimplementedException.class)
			.isThrownBy(() -> this.snapshots.commitOnto("layer 2", "active", "layer 1", Map.of()))
			.withMessageContaining("the snapshotter overlayfs lacks the capability \"rebase\"");
		assertThat(this.daemon.wasCalled(SnapshotsGrpc.getCommitMethod())).isFalse();
	}

	@Test
	void anEmptyParentIsRefusedBeforeTheDaemonIsAsked() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.snapshots.commitOnto("layer 2", "active", "", Map.of()));
		assertThat(this.daemon.wasCalled(VersionGrpc.getVersionMethod())).isFalse();
	}

	private void answer(String version, String capability) {
		this.daemon.answer(VersionGrpc.getVersionMethod(), VersionResponse.newBuilder().setVersion(version).build());
		this.daemon.answer(IntrospectionGrpc.getPluginsMethod(),
				PluginsResponse.newBuilder()
					.addPlugins(Plugin.newBuilder()
						.setType("io.containerd.snapshotter.v1")
						.setId("overlayfs")
						.addCapabilities(capability))
					.build());
	}

}
