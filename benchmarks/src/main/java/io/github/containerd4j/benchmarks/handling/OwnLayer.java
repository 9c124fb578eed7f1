package io.github.containerd4j.benchmarks.handling;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.container.DeleteOptions;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.diff.DiffOptions;
import io.github.containerd4j.files.FileOptions;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.spec.ContainerSpec;

/**
 * What is done with a stopped container that has much in its own layer, beside the calls
 * of the daemon that cannot be left out.
 */
final class OwnLayer implements Line {

	private static final String ID = "own-layer";

	private static final String COPY = "own-layer-copy";

	private static final String IMAGE = "example.test/own-layer:1";

	private static final int PIECE = 1_000_000;

	private final Namespace namespace;

	private final String image;

	private final Path source;

	private final Way way;

	OwnLayer(Setting setting, Way way) {
		this.namespace = setting.namespace();
		this.image = setting.image();
		this.source = setting.directory().resolve("layer");
		this.way = way;
	}

	@Override
	public String title() {
		return this.way.title;
	}

	@Override
	public String yardstick() {
		return this.way.yardstick;
	}

	@Override
	public String goal() {
		return this.way.goal;
	}

	@Override
	public void prepare() throws IOException {
		byte[] piece = new byte[PIECE];
		Random random = new Random(1);
		try (OutputStream output = Files.newOutputStream(this.source)) {
			for (int count = 0; count < this.way.pieces; count++) {
				random.nextBytes(piece);
				output.write(piece);
			}
		}
	}

	@Override
	public void byClient() {
		this.way.client.run(this.namespace.containers().get(ID));
	}

	@Override
	public void byYardstick() {
		Container container = this.namespace.containers().get(ID);
		try (Lease lease = this.namespace.leases().open()) {
			this.way.daemon.run(this.namespace.withLease(lease), container);
		}
	}

	// Its layer is what is committed, so each time it needs a new one.
	@Override
	public void reset() throws IOException {
		remove();
		Container container = this.namespace.containers()
			.create(ContainerSpec.builder(ID).image(this.image).args("true").build());
		container.files().put("/root/stored", this.source, FileOptions.defaults());
	}

	private void remove() {
		this.namespace.containers()
			.list()
			.stream()
			.filter((container) -> container.id().startsWith(ID))
			.forEach((container) -> container.delete(DeleteOptions.defaults().withForce()));
		this.namespace.images().find(IMAGE).ifPresent((found) -> this.namespace.images().delete(IMAGE));
		// All that is garbage goes now, and not while something is measured.
		Lease lease = this.namespace.leases().open();
		this.namespace.leases().deleteAndCollect(lease.id());
	}

	@Override
	public void close() throws IOException {
		remove();
		Files.deleteIfExists(this.source);
	}

	private static String commit(Namespace leased, ContainerInfo info) {
		SnapshotService snapshots = leased.snapshots();
		String key = Objects.requireNonNull(info.snapshotKey());
		String name = ID + "-" + UUID.randomUUID();
		snapshots.commit(name, key, Map.of());
		snapshots.prepare(key, name, Map.of());
		return name;
	}

	private static void copy(Namespace leased, Container container) {
		ContainerInfo info = container.info();
		String name = commit(leased, info);
		leased.snapshots().prepare(COPY, name, Map.of());
		leased.containers()
			.create(new ContainerInfo(COPY, info.labels(), info.image(), info.runtime(), info.spec(),
					info.snapshotter(), COPY, info.extensions(), null, null, null));
	}

	private static void snapshot(Namespace leased, Container container) {
		String name = commit(leased, container.info());
		byte[] document = Objects.requireNonNull(container.info().spec()).asText().getBytes(StandardCharsets.UTF_8);
		Digest digest = leased.content()
			.write("own-layer", document, Map.of("containerd.io/gc.ref.snapshot.overlayfs", name));
		container.update(ContainerUpdate.create().label("containerd.io/gc.ref.content.kept", digest.toString()));
	}

	private static void diff(Namespace leased, Container container) {
		ContainerInfo info = container.info();
		leased.diff()
			.diffToParent(Objects.requireNonNull(info.snapshotter()), Objects.requireNonNull(info.snapshotKey()),
					DiffOptions.none().withMediaType("application/vnd.oci.image.layer.v1.tar+gzip"));
	}

	/**
	 * What is done.
	 */
	enum Way {

		/** A copy on write. */
		COPY_OF_LAYER("copy a container with 1 GB in its layer", "the daemon's own calls", "under 50 ms more", 1000,
				(container) -> container.copy(COPY), OwnLayer::copy),

		/** A snapshot. */
		SNAPSHOT("snapshot of a container with 1 GB in its layer", "the daemon's own calls", "under 50 ms more", 1000,
				(container) -> container.snapshots().create("kept"), OwnLayer::snapshot),

		/** An image. */
		PUBLISH("publish a container with 500 MB in its layer", "the daemon's diff alone", "ratio at most 1.1", 500,
				(container) -> container.publish(IMAGE), OwnLayer::diff);

		private final String title;

		private final String yardstick;

		private final String goal;

		private final int pieces;

		private final Work client;

		private final LeasedWork daemon;

		Way(String title, String yardstick, String goal, int pieces, Work client, LeasedWork daemon) {
			this.title = title;
			this.yardstick = yardstick;
			this.goal = goal;
			this.pieces = pieces;
			this.client = client;
			this.daemon = daemon;
		}

	}

	/**
	 * The work by the client.
	 */
	private interface Work {

		void run(Container container);

	}

	/**
	 * The same work by as few calls as possible.
	 */
	private interface LeasedWork {

		void run(Namespace leased, Container container);

	}

}
