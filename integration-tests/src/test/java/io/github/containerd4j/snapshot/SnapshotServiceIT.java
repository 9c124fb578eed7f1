package io.github.containerd4j.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(60)
class SnapshotServiceIT {

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final Lease lease;

	private final SnapshotService snapshots;

	SnapshotServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.lease = namespace.leases().open();
		this.snapshots = namespace.withLease(this.lease).snapshots();
	}

	@AfterEach
	void close() {
		this.lease.close();
	}

	@Test
	void usesOverlayfsUnlessAnotherSnapshotterIsNamed() {
		assertThat(this.snapshots.snapshotter()).isEqualTo("overlayfs");
		assertThat(this.namespace.snapshots("native").snapshotter()).isEqualTo("native");
	}

	@Test
	void commitsOntoAParentOnlyWhereTheDaemonKnowsIt() {
		this.snapshots.prepare("first", null);
		this.snapshots.commit("layer 1", "first");
		this.snapshots.prepare("second", null);
		if (this.daemon.isAtLeast("2.2")) {
			this.snapshots.commitOnto("layer 2", "second", "layer 1", Map.of());
			assertThat(this.snapshots.get("layer 2").parent()).isEqualTo("layer 1");
		}
		else {
			assertThatExceptionOfType(UnimplementedException.class)
				.isThrownBy(() -> this.snapshots.commitOnto("layer 2", "second", "layer 1", Map.of()))
				.withMessageContaining("containerd 2.2 or newer is needed");
			assertThat(this.snapshots.get("second").kind()).isEqualTo(SnapshotKind.ACTIVE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "overlayfs", "native" })
	void makesSnapshotsWhereADaemonThatWasKilledHadBegunOne(String snapshotter) throws IOException {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address());
				Lease held = client.namespace("test").leases().open()) {
			Path directory = own.directory().resolve("root/io.containerd.snapshotter.v1." + snapshotter + "/snapshots");
			SnapshotService fresh = client.namespace("test").withLease(held).snapshots(snapshotter);
			fresh.prepare("first", null);
			assertThat(directory.resolve("1")).isDirectory();
			Files.createDirectories(directory.resolve("2/fs/begun"));

			fresh.prepare("second", null);
			Files.createDirectories(directory.resolve("3/fs/begun"));
			fresh.view("third", null);

			assertThat(fresh.list()).extracting(SnapshotInfo::name).contains("first", "second", "third");
			assertThat(directory.resolve("2/fs/begun")).doesNotExist();
		}
	}

	@Test
	void buildsAChainOfLayers() {
		assertThat(this.snapshots.prepare("first", null)).singleElement().extracting(Mount::type).isEqualTo("bind");
		this.snapshots.commit("layer 1", "first");
		this.snapshots.prepare("second", "layer 1", Map.of("a", "b"));
		this.snapshots.commit("layer 2", "second", Map.of("c", "d"));
		List<Mount> mounts = this.snapshots.prepare("third", "layer 2");

		assertThat(mounts).singleElement().satisfies((mount) -> {
			assertThat(mount.type()).isEqualTo("overlay");
			assertThat(mount.options()).anyMatch((option) -> option.startsWith("lowerdir="))
				.anyMatch((option) -> option.startsWith("upperdir="));
		});
		assertThat(this.snapshots.mounts("third")).isEqualTo(mounts);
		assertThat(this.snapshots.get("layer 2")).satisfies((info) -> {
			assertThat(info.kind()).isEqualTo(SnapshotKind.COMMITTED);
			assertThat(info.parent()).isEqualTo("layer 1");
			assertThat(info.labels()).isEqualTo(Map.of("c", "d"));
			assertThat(info.createdAt()).isNotNull();
		});
		assertThat(this.snapshots.find("second")).isEmpty();
		assertThat(this.daemon.ctr("--namespace", this.namespace.name(), "snapshots", "list")).contains("layer 2")
			.contains("third");
	}

	@Test
	void looksAtALayerWithoutChangingIt() {
		this.snapshots.prepare("first", null);
		this.snapshots.commit("layer", "first");

		List<Mount> mounts = this.snapshots.view("view", "layer", Map.of("a", "b"));

		assertThat(mounts).singleElement().satisfies((mount) -> assertThat(mount.options()).contains("ro"));
		assertThat(this.snapshots.get("view").kind()).isEqualTo(SnapshotKind.VIEW);
		assertThatExceptionOfType(FailedPreconditionException.class)
			.isThrownBy(() -> this.snapshots.commit("view too", "view"));
	}

	@Test
	void tellsWhyASnapshotCannotBePrepared() {
		this.snapshots.prepare("active", null);

		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> this.snapshots.prepare("active", null));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.snapshots.prepare("x", "missing"));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.snapshots.prepare("x", "active"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.snapshots.prepare("", null));
	}

	@Test
	void tellsThatASnapshotIsMissing() {
		assertThat(this.snapshots.find("missing")).isEmpty();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.snapshots.get("missing"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.snapshots.mounts("missing"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.snapshots.usage("missing"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.snapshots.remove("missing"));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.snapshots.setLabels("missing", Map.of("a", "b")));
	}

	@Test
	void doesNotMountACommittedSnapshot() {
		this.snapshots.prepare("first", null);
		this.snapshots.commit("layer", "first");

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> this.snapshots.mounts("layer"));
	}

	@Test
	void removesLeavesFirst() {
		this.snapshots.prepare("first", null);
		this.snapshots.commit("layer", "first");
		this.snapshots.prepare("second", "layer");

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> this.snapshots.remove("layer"));
		this.snapshots.remove("second");
		this.snapshots.remove("layer");

		assertThat(this.snapshots.list()).isEmpty();
	}

	@Test
	void keepsTheActiveSnapshotWhenTheNameIsTaken() {
		this.snapshots.prepare("first", null);
		this.snapshots.commit("layer", "first");
		this.snapshots.prepare("second", null);

		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> this.snapshots.commit("layer", "second"));

		assertThat(this.snapshots.get("second").kind()).isEqualTo(SnapshotKind.ACTIVE);
	}

	@Test
	void joinsASnapshotThatTheLabelNames() {
		this.snapshots.prepare("first", null);
		this.snapshots.commit("layer", "first");

		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> this.snapshots.prepare("again", null, Map.of("containerd.io/snapshot.ref", "layer")));

		assertThat(this.snapshots.get("layer").kind()).isEqualTo(SnapshotKind.COMMITTED);
	}

	@Test
	void changesLabels() {
		this.snapshots.prepare("first", null, Map.of("a", "1", "b/c", "2"));

		assertThat(this.snapshots.setLabels("first", Map.of("b/c", "3", "d", "4")).labels())
			.isEqualTo(Map.of("a", "1", "b/c", "3", "d", "4"));
		assertThat(this.snapshots.setLabels("first", Map.of("a", "")).labels()).isEqualTo(Map.of("b/c", "3", "d", "4"));
		assertThat(this.snapshots.replaceLabels("first", Map.of("e", "5")).labels()).isEqualTo(Map.of("e", "5"));
		assertThat(this.snapshots.get("first").labels()).isEqualTo(Map.of("e", "5"));
	}

	@Test
	void listsWithFilters() {
		this.snapshots.prepare("first", null);
		this.snapshots.commit("layer", "first");
		this.snapshots.prepare("second", "layer", Map.of("a", "1"));
		this.snapshots.view("view", "layer");

		assertThat(this.snapshots.list()).extracting(SnapshotInfo::name)
			.containsExactlyInAnyOrder("layer", "second", "view");
		assertThat(names(Filter.equal("kind", "committed"))).containsExactly("layer");
		assertThat(names(Filter.equal("parent", "layer"))).containsExactlyInAnyOrder("second", "view");
		assertThat(names(Filter.label("a", "1"))).containsExactly("second");
	}

	private List<String> names(Filter filter) {
		return this.snapshots.list(filter).stream().map(SnapshotInfo::name).toList();
	}

	@Test
	void measuresASnapshot() {
		this.snapshots.prepare("first", null);

		assertThat(this.snapshots.usage("first").inodes()).isPositive();
	}

	@Test
	void tellsWhatASnapshotIsBasedOn() {
		this.snapshots.prepare("first", null);
		this.snapshots.commit("layer 1", "first");
		this.snapshots.prepare("second", "layer 1");
		this.snapshots.commit("layer 2", "second");
		this.snapshots.prepare("third", "layer 2");

		assertThat(this.snapshots.chain("third")).extracting(SnapshotInfo::name)
			.containsExactly("third", "layer 2", "layer 1");
		assertThat(this.snapshots.chainUsage("third").inodes()).isEqualTo(this.snapshots.usage("third").inodes()
				+ this.snapshots.usage("layer 2").inodes() + this.snapshots.usage("layer 1").inodes());
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.snapshots.chain("missing"));
	}

	@Test
	void showsEachSnapshot() {
		this.snapshots.prepare("first", null);
		this.snapshots.commit("layer", "first");
		this.snapshots.view("view", "layer");
		List<String> seen = new ArrayList<>();

		this.snapshots.walk((snapshot) -> seen.add(snapshot.name()), Filter.equal("kind", "view"));

		assertThat(seen).containsExactly("view");
	}

	@Test
	void saysThatABuiltInSnapshotterCleansUpByItself() {
		assertThatExceptionOfType(UnimplementedException.class).isThrownBy(this.snapshots::cleanup);
	}

	@Test
	void saysThatASnapshotterIsUnknown() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.namespace.snapshots("nosuch").list());
	}

}
