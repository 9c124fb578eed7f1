package io.github.containerd4j.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.containerd4j.AbortedException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Holdings;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.build.ImageBuilder;
import io.github.containerd4j.build.LayerContents;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.event.EventSubscription;
import io.github.containerd4j.image.Image;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.oci.ChainId;
import io.github.containerd4j.oci.Compression;
import io.github.containerd4j.oci.HistoryEntry;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.rootfs.OperationLease;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.state.ContainerStatus;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The row {@code publish}: containers as images.
 */
@DaemonTest
@Timeout(120)
class PublishIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String NAME = "example.test/published/one:1";

	private static final String WRITE = "echo kept > /etc/kept; rm /bin/vi; mkdir -p /srv/data; echo x > /srv/data/x";

	private final TestDaemon daemon;

	private final Namespace namespace;

	PublishIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		daemon.importBusybox(namespace);
	}

	@Test
	void publishOfAStoppedContainerRunsUnderCtr() {
		Container container = ended(WRITE);

		Image image = container.publish(NAME);

		assertThat(image.name()).isEqualTo(NAME);
		assertThat(this.daemon.ctr(this.namespace, "images", "check")).contains(NAME).doesNotContain("incomplete");
		runUnderCtr(NAME, "[ $(cat /etc/kept /srv/data/x | tr -d '\\n') = keptx ] && [ ! -e /bin/vi ]");
		assertThat(this.namespace.leases().list()).isEmpty();
	}

	@Test
	void publishAddsOneLayerToTheImageThatTheContainerCameFrom() {
		Image base = this.namespace.images().get(BusyboxImage.REFERENCE);
		Container container = ended(WRITE);

		Image image = container.publish(NAME, PublishOptions.builder().message("as it was").author("me").build());

		Manifest manifest = image.readManifest();
		ImageConfig config = image.readConfig();
		int layers = base.readManifest().layers().size();
		assertThat(manifest.mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
		assertThat(manifest.layers()).hasSize(layers + 1).last().satisfies((layer) -> {
			assertThat(layer.mediaType()).isEqualTo(MediaTypes.OCI_LAYER_GZIP);
			assertThat(layer.annotations()).isEmpty();
		});
		assertThat(config.diffIds()).hasSize(layers + 1).startsWith(base.readConfig().diffIds().get(0));
		assertThat(config.platform()).isEqualTo(base.readConfig().platform());
		assertThat(config.author()).isEqualTo("me");
		assertThat(config.created()).isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(1));
		assertThat(config.history()).hasSize(base.readHistory().size() + 1)
			.last()
			.isEqualTo(new HistoryEntry(config.created(), "sh -c " + WRITE, "me", "as it was", false));
		assertThat(this.namespace.content().get(image.target().digest()).labels())
			.containsEntry("containerd.io/gc.ref.content.config", manifest.config().digest().toString())
			.containsEntry("containerd.io/gc.ref.content.l." + layers,
					manifest.layers().get(layers).digest().toString());
	}

	@Test
	void publishSurvivesTheContainerItsImageAndGarbageCollection() {
		Container container = ended(WRITE);
		container.publish(NAME);
		container.delete();

		this.namespace.images().deleteAndCollect(BusyboxImage.REFERENCE);

		assertThat(this.namespace.images().get(NAME).check().isComplete()).isTrue();
		runUnderCtr(NAME, "grep -qx kept /etc/kept");
	}

	@Test
	void publishChangesTheConfigAsAsked() {
		Container container = ended(WRITE);
		Instant created = Instant.parse("2020-02-02T02:02:02Z");

		Image image = container.publish(NAME,
				PublishOptions.builder()
					.entrypoint("sh", "-c")
					.cmd("[ $WHO-$(pwd)-$(id -u) = me-/srv-65534 ]")
					.env("WHO", "nobody")
					.env("WHO", "me")
					.label("a", "b")
					.label("c", "d")
					.workingDir("/srv")
					.user("65534")
					.exposedPorts("80/tcp")
					.exposedPorts("53/udp")
					.config((config) -> config.stopSignal("SIGQUIT"))
					.created(created)
					.recordLabel("of", "record")
					.build());

		ImageConfig config = image.readConfig();
		assertThat(config.env()).contains("WHO=me").doesNotContain("WHO=nobody").hasSizeGreaterThan(1);
		assertThat(config.labels()).containsAllEntriesOf(Map.of("a", "b", "c", "d"));
		assertThat(config.exposedPorts()).containsExactlyInAnyOrder("80/tcp", "53/udp");
		assertThat(config.stopSignal()).isEqualTo("SIGQUIT");
		image.unpack();
		assertThat(config.created()).isEqualTo(created);
		assertThat(image.info().labels()).containsEntry("of", "record");
		this.daemon.ctr(this.namespace, "run", "--rm", NAME, "again");
	}

	@Test
	void publishOfARunningContainerFreezesItForTheMoment() {
		Container container = writing();
		List<String> told = new CopyOnWriteArrayList<>();
		try (EventSubscription subscription = topics(told)) {

			container.publish(NAME);

			Awaitility.await().atMost(LIMIT).until(() -> told.contains("/images/create"));
		}
		assertThat(told).containsSubsequence("/tasks/paused", "/tasks/resumed", "/images/create");
		assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
		runUnderCtr(NAME, "grep -qx kept /etc/kept");
	}

	@Test
	void publishLeavesAPausedContainerPausedAndARunningOneAloneWhenAsked() {
		Container container = writing();
		Task task = container.task().orElseThrow();
		container.publish(NAME, PublishOptions.builder().withoutPause().build());
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);

		task.pause();
		container.publish(NAME + "-paused");

		assertThat(task.refresh().status()).isEqualTo(TaskStatus.PAUSED);
		task.resume();
		runUnderCtr(NAME, "grep -qx kept /etc/kept");
		runUnderCtr(NAME + "-paused", "grep -qx kept /etc/kept");
	}

	@Test
	void publishWaitsForAnotherOneOfTheSameContainer() {
		Container container = writing();
		List<String> told = new CopyOnWriteArrayList<>();
		try (EventSubscription subscription = topics(told)) {
			List<CompletableFuture<Image>> both = Stream.of(NAME, NAME + "-too")
				.map((name) -> CompletableFuture.supplyAsync(() -> container.publish(name)))
				.toList();

			assertThat(both).allSatisfy((each) -> assertThat(each).succeedsWithin(LIMIT));
			Awaitility.await()
				.atMost(LIMIT)
				.untilAsserted(() -> assertThat(told).filteredOn((topic) -> topic.endsWith("ed"))
					.containsExactly("/tasks/paused", "/tasks/resumed", "/tasks/paused", "/tasks/resumed"));
		}
	}

	@Test
	void publishIsRefusedWhileAnotherProcessHasPausedTheContainer() {
		Container container = writing();
		Lease theirs = this.namespace.leases().open();
		container.update(ContainerUpdate.create().label("io.github.containerd4j/frozen-by", theirs.id()));
		container.freeze();

		assertThatExceptionOfType(AbortedException.class).isThrownBy(() -> container.publish(NAME))
			.withMessageContaining("another process has paused it");
		assertThat(container.status()).isEqualTo(ContainerStatus.PAUSED);
		theirs.close();
		container.publish(NAME);

		assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
	}

	@Test
	void publishLetsTheContainerGoOnWhenItFails() {
		Container container = create("sleep", "300");
		Task task = container.start();
		Holdings before = Holdings.of(this.namespace);

		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> new PublishRun(this.namespace, OperationLease.open(this.namespace, "publish"),
					info(container, "none"), "none", PublishOptions.defaults())
				.run(NAME, container.task()));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> container.publish(""));

		this.namespace.leases().list().forEach((lease) -> this.namespace.leases().delete(lease.id()));
		assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
		before.awaitAgain(this.namespace);
	}

	@Test
	void publishOfAnUnchangedContainerAddsNoLayer() {
		Container container = create("true");
		Image base = this.namespace.images().get(BusyboxImage.REFERENCE);

		Image image = container.publish(NAME);

		assertThat(image.readManifest().layers()).isEqualTo(base.readManifest().layers());
		assertThat(image.readHistory()).last().matches(HistoryEntry::emptyLayer);
		runUnderCtr(NAME, "true");
	}

	@Test
	void publishGoesToARegistryAndBack() {
		Container container = ended(WRITE);
		try (TestRegistry registry = TestRegistry.plain()) {
			String name = registry.address() + "/published/one:1";
			container.publish(name);
			this.namespace.images().push(name);
			Namespace other = this.daemon.newNamespace();

			Image pulled = other.images().pull(name);

			assertThat(pulled.target().digest()).isEqualTo(this.namespace.images().get(name).target().digest());
			assertThat(pulled.isUnpacked()).isTrue();
			this.daemon.remove(other);
		}
	}

	@Test
	void publishCompressesByZstdWhereTheDaemonCan() {
		Container container = ended(WRITE);
		PublishOptions zstd = PublishOptions.builder().compression(Compression.ZSTD).build();
		if (!this.daemon.isAtLeast("2.0")) {
			assertThatExceptionOfType(UnimplementedException.class).isThrownBy(() -> container.publish(NAME, zstd));
			assertThat(this.namespace.images().find(NAME)).isEmpty();
			return;
		}

		Image image = container.publish(NAME, zstd);

		assertThat(image.readManifest().layers()).last()
			.matches((layer) -> layer.mediaType().equals(MediaTypes.OCI_LAYER_ZSTD));
		runUnderCtr(NAME, "grep -qx kept /etc/kept");
	}

	@Test
	void publishNeedNotCompress() {
		Image image = ended(WRITE).publish(NAME, PublishOptions.builder().compression(Compression.NONE).build());

		assertThat(image.readManifest().layers()).last()
			.matches((layer) -> layer.digest().equals(image.readConfig().diffIds().get(1)));
		runUnderCtr(NAME, "grep -qx kept /etc/kept");
	}

	@Test
	void publishUnpacksWhenAsked() {
		Container container = ended(WRITE);

		assertThat(container.publish(NAME).isUnpacked()).isFalse();
		assertThat(container.publish(NAME, PublishOptions.builder().unpack().build()).isUnpacked()).isTrue();
		assertThat(container.publish(NAME, PublishOptions.builder().unpack("native").build()).isUnpacked("native"))
			.isTrue();
	}

	@Test
	void publishAgainReplacesTheImage() {
		Image first = ended(WRITE).publish(NAME);
		Container next = this.namespace.containers()
			.create(ContainerSpec.builder("next").image(NAME).args("sh", "-c", "echo more > /etc/kept").build());
		runToEnd(next);

		Image second = next.publish(NAME);

		assertThat(second.target()).isNotEqualTo(first.target());
		assertThat(second.readManifest().layers()).hasSize(3);
		runUnderCtr(NAME, "grep -qx more /etc/kept");
	}

	@Test
	void publishTellsWhenTheImageIsGone() {
		Container container = ended(WRITE);
		this.namespace.images().deleteAndCollect(BusyboxImage.REFERENCE);
		Holdings before = Holdings.of(this.namespace);

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> container.publish(NAME))
			.withMessageContaining(BusyboxImage.REFERENCE)
			.withMessageContaining("it is gone");
		before.awaitAgain(this.namespace);
	}

	@Test
	void publishTellsWhenContentOfTheImageIsMissing() {
		Container container = ended(WRITE);
		Image base = this.namespace.images().get(BusyboxImage.REFERENCE);
		this.namespace.content().delete(base.readManifest().layers().get(0).digest());
		Holdings before = Holdings.of(this.namespace);

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> container.publish(NAME))
			.withMessageContaining("pull that again");
		before.awaitAgain(this.namespace);
	}

	@Test
	void publishFindsTheImageByItsLayersWhenItsNameHasMoved() {
		Container container = ended(WRITE);
		this.namespace.images().tag(BusyboxImage.REFERENCE, "example.test/old:1");
		ImageBuilder.in(this.namespace)
			.name(BusyboxImage.REFERENCE)
			.layer(LayerContents.create().file("/other", "other".getBytes(), 0644))
			.build();

		container.publish(NAME);

		runUnderCtr(NAME, "grep -qx kept /etc/kept");
		this.namespace.images().delete("example.test/old:1");
		this.namespace.images().delete(NAME);
		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> container.publish(NAME))
			.withMessageContaining("pull that image again");
	}

	@Test
	void publishTellsWhenTheContainerHasNoSnapshot() {
		TypedValue spec = create("true").info().spec();
		Container bare = this.namespace.containers()
			.create(ContainerInfo.builder("bare").spec(Objects.requireNonNull(spec)).build());

		assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(() -> bare.publish(NAME))
			.withMessageContaining("names no snapshot");
	}

	@Test
	void publishOfASnapshotTakesAllThatLiesAboveTheImage() {
		Container container = ended(WRITE);
		ContainerInfo info = container.info();
		SnapshotService snapshots = this.namespace.snapshots(info.snapshotter());
		try (Lease lease = this.namespace.leases().open()) {
			Namespace leased = this.namespace.withLease(lease);
			leased.snapshots().commit("between", info.snapshotKey());
			snapshots.prepare("one", "between");
		}
		Container again = this.namespace.containers().get("one");
		runToEnd(again);

		Image image = ContainerPublisher.in(this.namespace)
			.publish(again.info(), "between", NAME, PublishOptions.defaults());

		assertThat(image.readManifest().layers()).hasSize(2);
		runUnderCtr(NAME, "grep -qx kept /etc/kept");
		assertThat(again.publish(NAME + "-2").readManifest().layers()).hasSize(2);
		runUnderCtr(NAME + "-2", "grep -qx kept /etc/kept");
	}

	@Test
	void publishWhoseDaemonDiesLetsTheContainerGoOn() {
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			Namespace mortal = client.namespace("p" + Long.toString(own.pid(), 36));
			own.importBusybox(mortal.name());
			Container container = mortal.containers()
				.create(ContainerSpec.builder("one")
					.image(BusyboxImage.REFERENCE)
					.args("sh", "-c", "dd if=/dev/urandom of=/big bs=1M count=40; echo > /ready; exec sleep 300")
					.build());
			Task task = container.start();
			awaitFile(task, "/ready");
			CompletableFuture<Image> publish = CompletableFuture.supplyAsync(() -> container.publish(NAME));
			Awaitility.await()
				.atMost(LIMIT)
				.pollInterval(Duration.ofMillis(2))
				.until(() -> task.refresh().status() == TaskStatus.PAUSED || publish.isDone());

			own.kill();
			own.start();

			assertThat(publish.handle((image, failure) -> failure)).succeedsWithin(Duration.ofSeconds(60));
			assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
			assertThat(container.publish(NAME).check().isComplete()).isTrue();
		}
	}

	private static ContainerInfo info(Container container, String snapshot) {
		return ContainerInfo.builder(container.id())
			.image(BusyboxImage.REFERENCE)
			.snapshot(String.valueOf(container.info().snapshotter()), snapshot)
			.build();
	}

	private Container create(String... args) {
		return this.namespace.containers()
			.create(ContainerSpec.builder("one").image(BusyboxImage.REFERENCE).args(args).build());
	}

	private Container ended(String script) {
		Container container = create("sh", "-c", script);
		runToEnd(container);
		return container;
	}

	private static void runToEnd(Container container) {
		Task task = container.start();
		assertThat(task.waitFor(LIMIT).orElseThrow().code()).isLessThan(2);
		task.deleteForcibly();
	}

	private Container writing() {
		Container container = create("sh", "-c", WRITE + "; echo > /ready; exec sleep 300");
		awaitFile(container.start(), "/ready");
		return container;
	}

	private EventSubscription topics(List<String> told) {
		EventSubscription subscription = this.namespace.events()
			.subscribe((ContainerdEvent<?> event) -> told.add(event.topic()));
		subscription.awaitConnected(LIMIT);
		return subscription;
	}

	private static void awaitFile(Task task, String path) {
		Awaitility.await().atMost(LIMIT).until(() -> task.exec("test", "-e", path).exitCode() == 0);
	}

	// The exit status tells: ctr may lose the output of what ends at once.
	private void runUnderCtr(String image, String script) {
		this.namespace.images().get(image).unpack();
		this.daemon.ctr(this.namespace, "run", "--rm", image, "again", "sh", "-c", script);
	}

}
