package io.github.containerd4j.diff;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotInfo;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(60)
class DiffServiceIT {

	private final TestDaemon daemon;

	private final Lease lease;

	private final DiffService diff;

	private final SnapshotService snapshots;

	private final ContentStore content;

	DiffServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.lease = namespace.leases().open();
		Namespace leased = namespace.withLease(this.lease);
		this.diff = leased.diff();
		this.snapshots = leased.snapshots();
		this.content = leased.content();
	}

	@AfterEach
	void close() {
		this.lease.close();
	}

	@Test
	void unpacksALayerAndPacksTheDifferenceAgain() throws IOException {
		this.diff.apply(layer(Tars.of("base.txt", "base")), this.snapshots.prepare("base", null));
		this.snapshots.commit("parent", "base");
		List<Mount> changed = this.snapshots.prepare("changed", "parent");

		Descriptor applied = this.diff.apply(layer(Tars.of("hello.txt", "hello")), changed,
				ApplyOptions.none().withSyncFileSystem());
		Descriptor packed = this.diff.diff(this.snapshots.view("view", "parent"), changed,
				DiffOptions.none().withRef("diff").withLabel("a", "b"));

		assertThat(applied.digest()).isEqualTo(Digest.sha256(Tars.of("hello.txt", "hello")));
		assertThat(packed.mediaType()).isEqualTo(DiffOptions.OCI_LAYER_GZIP);
		byte[] tar = gunzip(this.content.readAll(packed.digest(), 100_000));
		assertThat(Tars.names(tar)).contains("hello.txt").doesNotContain("base.txt");
		assertThat(this.content.get(packed.digest()).labels())
			.isEqualTo(Map.of("a", "b", ContentInfo.UNCOMPRESSED_LABEL, Digest.sha256(tar).toString()));
	}

	@Test
	void packsWhatOneSnapshotChangesInAnother() throws IOException {
		this.diff.apply(layer(Tars.of("base.txt", "base")), this.snapshots.prepare("base", null));
		this.snapshots.commit("parent", "base");
		this.diff.apply(layer(Tars.of("hello.txt", "hello")), this.snapshots.prepare("changed", "parent"));

		Descriptor active = this.diff.diffToParent("overlayfs", "changed", DiffOptions.none());
		this.snapshots.commit("child", "changed");
		Descriptor committed = this.diff.diff("overlayfs", "parent", "child", DiffOptions.none());
		Descriptor all = this.diff.diff("overlayfs", null, "child", DiffOptions.none());

		assertThat(names(active)).contains("hello.txt").doesNotContain("base.txt");
		assertThat(names(committed)).contains("hello.txt").doesNotContain("base.txt");
		assertThat(names(all)).contains("hello.txt", "base.txt");
		assertThat(this.snapshots.list()).extracting(SnapshotInfo::name).containsExactlyInAnyOrder("parent", "child");
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.diff.diffToParent("overlayfs", "missing", DiffOptions.none()));
	}

	private List<String> names(Descriptor layer) throws IOException {
		return Tars.names(gunzip(this.content.readAll(layer.digest(), 100_000)));
	}

	@Test
	void tellsTheDigestOfTheUncompressedLayer() throws IOException {
		byte[] tar = Tars.of("hello.txt", "hello");
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(tar);
		}
		Descriptor layer = Descriptor.of(DiffOptions.OCI_LAYER_GZIP, compressed.toByteArray());
		this.content.write("gzip", compressed.toByteArray(), Map.of());

		Descriptor applied = this.diff.apply(layer, this.snapshots.prepare("gzip", null));

		assertThat(applied.digest()).isEqualTo(Digest.sha256(tar));
		assertThat(applied.size()).isEqualTo(tar.length);
	}

	@Test
	void packsAPlainTar() {
		List<Mount> mounts = this.snapshots.prepare("plain", null);
		this.diff.apply(layer(Tars.of("hello.txt", "hello")), mounts);

		Descriptor packed = this.diff.diff(this.snapshots.view("empty", null), mounts,
				DiffOptions.none().withMediaType(DiffOptions.OCI_LAYER));

		assertThat(packed.mediaType()).isEqualTo(DiffOptions.OCI_LAYER);
		assertThat(Tars.names(this.content.readAll(packed.digest(), 100_000))).contains("hello.txt");
	}

	@Test
	void packsWithZstdWhereTheDaemonCan() {
		List<Mount> right = this.snapshots.prepare("right", null);
		List<Mount> left = this.snapshots.view("left", null);
		DiffOptions options = DiffOptions.none().withMediaType(DiffOptions.OCI_LAYER_ZSTD);

		if (this.daemon.isAtLeast("2.0")) {
			assertThat(this.diff.diff(left, right, options).mediaType()).isEqualTo(DiffOptions.OCI_LAYER_ZSTD);
		}
		else {
			assertThatExceptionOfType(UnimplementedException.class)
				.isThrownBy(() -> this.diff.diff(left, right, options));
		}
	}

	@Test
	void doesNotPackLayersOfDocker() {
		List<Mount> right = this.snapshots.prepare("right", null);
		List<Mount> left = this.snapshots.view("left", null);

		assertThatExceptionOfType(UnimplementedException.class).isThrownBy(() -> this.diff.diff(left, right,
				DiffOptions.none().withMediaType("application/vnd.docker.image.rootfs.diff.tar.gzip")));
	}

	@Test
	void tellsThatALayerIsMissing() {
		List<Mount> mounts = this.snapshots.prepare("active", null);
		Descriptor missing = Descriptor.of(DiffOptions.OCI_LAYER, "missing".getBytes(StandardCharsets.UTF_8));

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.diff.apply(missing, mounts))
			.withMessageContaining(missing.digest().toString());
	}

	@Test
	void tellsThatNothingReadsAMediaType() {
		List<Mount> mounts = this.snapshots.prepare("active", null);
		byte[] tar = Tars.of("hello.txt", "hello");
		this.content.write("layer", tar, Map.of());

		assertThatExceptionOfType(ContainerdException.class)
			.isThrownBy(() -> this.diff.apply(Descriptor.of("text/plain", tar), mounts))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNKNOWN));
	}

	private Descriptor layer(byte[] tar) {
		this.content.write("layer", tar, Map.of());
		return Descriptor.of(DiffOptions.OCI_LAYER, tar);
	}

	private static byte[] gunzip(byte[] bytes) throws IOException {
		try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
			return input.readAllBytes();
		}
	}

}
