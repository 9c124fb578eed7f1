package io.github.containerd4j.image;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.PermissionDeniedException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.registry.Access;
import io.github.containerd4j.registry.RegistryClient;
import io.github.containerd4j.registry.RegistryCredentials;
import io.github.containerd4j.registry.RegistryCredentialsProvider;
import io.github.containerd4j.registry.RegistryHost;
import io.github.containerd4j.registry.RegistryHosts;
import io.github.containerd4j.registry.RegistryOptions;
import io.github.containerd4j.registry.RegistryTls;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(120)
class PushIT {

	private static final Platform ARM = Platform.of("linux", "arm64");

	private static TestRegistry registry;

	private static TestRegistry locked;

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final ImageFixture fixture = new ImageFixture();

	PushIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@BeforeAll
	static void startRegistries() {
		registry = TestRegistry.plain();
		locked = TestRegistry.withPassword();
	}

	@AfterAll
	static void stopRegistries() {
		registry.close();
		locked.close();
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void pushesAndPullsBackTheSame(TransferEngine engine) {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 3, 300_000, 1);
		String name = create(manifest, "push/one:" + engine.name().toLowerCase());

		whereServed(engine, () -> {
			this.namespace.images().push(name, options(engine));
			assertThat(Skopeo.digest(name)).isEqualTo(manifest.digest().toString());

			this.namespace.images().deleteAndCollect(name);
			assertThat(this.namespace.content().list()).isEmpty();
			assertThat(this.namespace.images().pull(name).target().digest()).isEqualTo(manifest.digest());
			assertThat(this.namespace.leases().list()).isEmpty();
		});
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void pushesAnIndexWithAllThatItRefersTo(TransferEngine engine) {
		OciDescriptor index = this.fixture.index(this.fixture.image(ImageFixture.LINUX, 1, 1000, 2),
				this.fixture.image(ARM, 1, 1000, 3));
		String name = create(index, "push/index:" + engine.name().toLowerCase());

		whereServed(engine, () -> {
			assertThat(this.namespace.images().push(name, options(engine)).digest()).isEqualTo(index.digest());
			assertThat(Digest.sha256(Skopeo.raw(name))).isEqualTo(index.digest());
		});
	}

	@Test
	void sendsNothingThatTheRegistryHas() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 1000, 4);
		String name = create(manifest, "push/again:1");
		List<ImageProgress> told = new CopyOnWriteArrayList<>();
		this.namespace.images().push(name);

		this.namespace.images()
			.push(name, PushOptions.builder().engine(TransferEngine.CLIENT).progress(told::add).build());

		assertThat(told).filteredOn((step) -> step.phase() == Phase.EXISTS).hasSize(3);
		assertThat(told).filteredOn((step) -> step.phase() == Phase.TRANSFERRED).hasSize(1);
	}

	@Test
	void takesBlobsFromAnotherRepositoryOfTheRegistry() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 1000, 5);
		String name = create(manifest, "push/first:1");
		this.namespace.images().push(name);
		List<ImageProgress> told = new CopyOnWriteArrayList<>();

		String other = registry.address() + "/push/second:1";
		this.namespace.images()
			.push(name,
					PushOptions.builder().engine(TransferEngine.CLIENT).reference(other).progress(told::add).build());

		assertThat(told).filteredOn((step) -> step.phase() == Phase.EXISTS).hasSize(3);
		assertThat(Skopeo.digest(other)).isEqualTo(manifest.digest().toString());
		assertThat(this.namespace.content().get(manifest.digest()).labels())
			.containsEntry("containerd.io/distribution.source." + registry.address(), "push/first,push/second");
	}

	@Test
	void refusesAnIndexOfWhichAPartIsNotHere() {
		String name = createIncomplete("push/partial:1");

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.namespace.images().push(name))
			.withMessageContaining("not in the content store");
	}

	@Test
	void pushesTheHostsManifestInsteadOfAnIncompleteIndex() {
		String name = createIncomplete("push/host:1");

		Digest pushed = this.namespace.images()
			.push(name, PushOptions.builder().incomplete(PushOptions.Incomplete.HOST_PLATFORM).build())
			.digest();

		assertThat(Skopeo.digest(name)).isEqualTo(pushed.toString());
		assertThat(this.namespace.content().find(pushed)).isPresent();
	}

	@Test
	void pushesOnePlatform() {
		OciDescriptor arm = this.fixture.image(ARM, 1, 1000, 8);
		String name = create(this.fixture.index(this.fixture.image(ImageFixture.LINUX, 1, 1000, 9), arm), "push/arm:1");

		assertThat(this.namespace.images().push(name, PushOptions.builder().platform(ARM).build()).digest())
			.isEqualTo(arm.digest());
	}

	@Test
	void keepsLayersThatMayNotBeDistributed() {
		OciDescriptor own = OciDescriptor.of(this.fixture.add(MediaTypes.OCI_LAYER_GZIP, "own".getBytes()));
		OciDescriptor foreign = new OciDescriptor(
				this.fixture.add(MediaTypes.DOCKER_FOREIGN_LAYER_GZIP, ("foreign" + System.nanoTime()).getBytes()),
				null, List.of("https://elsewhere.example/layer"), "");
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, List.of(foreign, own),
				List.of(foreign.digest(), own.digest()));
		String name = create(manifest, "push/foreign:1");

		this.namespace.images().push(name, options(TransferEngine.CLIENT));
		assertThat(Digest.sha256(Skopeo.raw(name))).isEqualTo(manifest.digest());
		assertThat(hasBlob(own)).isTrue();
		assertThat(hasBlob(foreign)).isFalse();

		this.namespace.images().push(name, PushOptions.builder().skipNonDistributable(false).build());
		assertThat(hasBlob(foreign)).isTrue();
	}

	@Test
	void refusesANameWithAnotherDigest() {
		String name = create(this.fixture.image(ImageFixture.LINUX, 1, 1000, 10), "push/digest:1");
		PushOptions options = PushOptions.builder()
			.reference(registry.address() + "/push/digest@" + Digest.sha256("other"))
			.build();

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.namespace.images().push(name, options));
	}

	@Test
	void tellsThatThereIsNoSuchImage() {
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.namespace.images().push("example.com/none:1"));
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void givesThePasswordThatTheRegistryWants(TransferEngine engine) {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 1000, 11);
		String name = create(manifest, locked, "push/locked:" + engine.name().toLowerCase());
		RegistryCredentials credentials = RegistryCredentials.basic(TestRegistry.USER, TestRegistry.PASSWORD);

		whereServed(engine, () -> {
			this.namespace.images().push(name, PushOptions.builder().engine(engine).credentials(credentials).build());
			this.namespace.images().pull(name, PullOptions.builder().engine(engine).credentials(credentials).build());

			assertThat(Skopeo.digest(name)).isEqualTo(manifest.digest().toString());
		});
	}

	@Test
	void tellsThatThePasswordIsWrong() {
		String name = create(this.fixture.image(ImageFixture.LINUX, 1, 1000, 12), locked, "push/wrong:1");
		PushOptions options = PushOptions.builder()
			.engine(TransferEngine.CLIENT)
			.credentials(RegistryCredentials.basic(TestRegistry.USER, "not-the-secret"))
			.build();

		assertThatExceptionOfType(PermissionDeniedException.class)
			.isThrownBy(() -> this.namespace.images().push(name, options))
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("not-the-secret"));
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void endsWithTheErrorOfTheCredentialsProvider(TransferEngine engine) {
		RegistryCredentialsProvider failing = (host) -> {
			throw new IllegalStateException("the vault is closed");
		};

		PullOptions options = PullOptions.builder().engine(engine).build();
		boolean served = engine == TransferEngine.CLIENT || this.daemon.isAtLeast("2.0");

		try (ContainerdClient client = client(RegistryOptions.builder().credentials(failing).build())) {
			ImageService images = client.namespace(this.namespace.name()).images();
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> images.pull(locked.address() + "/push/any:1", options))
				.withMessageContaining(served ? "the vault is closed" : "the daemon cannot do it by itself");
		}
	}

	@Test
	void goesThroughTlsWithAPassword() {
		OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 50_000, 13);
		try (TestRegistry secure = TestRegistry.tlsWithPassword();
				ContainerdClient client = client(RegistryOptions.builder()
					.hosts(RegistryHosts.of(Map.of(secure.address(),
							List.of(RegistryHost.of(secure.url())
								.withTls(RegistryTls.trusting(secure.certificate()))))))
					.credentials(RegistryCredentialsProvider.of(Map.of(secure.address(),
							RegistryCredentials.basic(TestRegistry.USER, TestRegistry.PASSWORD))))
					.build())) {
			ImageService images = client.namespace(this.namespace.name()).images();
			String name = create(manifest, secure, "push/tls:1");
			images.push(name);
			images.deleteAndCollect(name);

			assertThat(images.pull(name).target().digest()).hasToString(Skopeo.digest(name));
		}
	}

	@Test
	void limitsTheTimeForAllOfIt() throws IOException {
		String name = create(this.fixture.image(ImageFixture.LINUX, 1, 1000, 14), "push/late:1");

		try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
				ImageTransfer<?> push = this.namespace.images()
					.startPush(name,
							PushOptions.builder()
								.reference("127.0.0.1:" + silent.getLocalPort() + "/push/late:1")
								.timeout(Duration.ofSeconds(1))
								.build())) {
			assertThat(push.future()).failsWithin(Duration.ofSeconds(20))
				.withThrowableThat()
				.withCauseInstanceOf(DeadlineExceededException.class);
		}
		assertThat(this.namespace.leases().list()).isEmpty();
	}

	private static boolean hasBlob(OciDescriptor blob) {
		try (RegistryClient client = RegistryClient.create(RegistryOptions.defaults())) {
			return client.repository(ImageReference.parse(registry.address() + "/push/foreign:1"), Set.of(Access.PULL))
				.exists(blob.content());
		}
	}

	private PushOptions options(TransferEngine engine) {
		return PushOptions.builder().engine(engine).build();
	}

	private ContainerdClient client(RegistryOptions options) {
		return ContainerdClient.builder().address(this.daemon.address()).images(ImageSettings.of(options)).build();
	}

	private String create(OciDescriptor root, String name) {
		return create(root, registry, name);
	}

	private String create(OciDescriptor root, TestRegistry target, String name) {
		String full = target.address() + "/" + name;
		try (Lease lease = this.namespace.leases().open()) {
			this.fixture.store(this.namespace.withLease(lease));
			label(root);
			this.namespace.images().create(ImageInfo.of(full, root.content()));
		}
		return full;
	}

	private String createIncomplete(String name) {
		OciDescriptor index = this.fixture.index(this.fixture.image(ImageFixture.LINUX, 1, 1000, 6),
				this.fixture.image(ARM, 1, 1000, 7));
		String full = Skopeo.push(this.fixture, index, registry, name);
		this.namespace.images().pull(full);
		return full;
	}

	private void label(OciDescriptor each) {
		Map<String, String> labels = this.fixture.gcLabels(each);
		if (!labels.isEmpty()) {
			this.namespace.content().setLabels(each.digest(), labels);
		}
		this.fixture.children(each).forEach(this::label);
	}

	private void whereServed(TransferEngine engine, Runnable test) {
		if (engine == TransferEngine.CLIENT || this.daemon.isAtLeast("2.0")) {
			test.run();
		}
		else {
			assertThatExceptionOfType(UnimplementedException.class).isThrownBy(test::run);
		}
	}

}
