package io.github.containerd4j.image;

import java.util.Map;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.registry.RegistryAuthenticationException;
import io.github.containerd4j.registry.RegistryCredentials;
import io.github.containerd4j.registry.RegistryCredentialsProvider;
import io.github.containerd4j.registry.RegistryOptions;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import io.github.containerd4j.test.TestTokenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A real registry that believes only signed tokens, which another server gives out.
 */
@DaemonTest
@Timeout(120)
class TokenRegistryIT {

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final TestTokenServer tokens = TestTokenServer.start();

	private final TestRegistry registry = TestRegistry.withTokens(this.tokens);

	private final ImageFixture fixture = new ImageFixture();

	private final OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 2, 100_000, 90);

	private final String name = this.registry.address() + "/tokens/image:1";

	TokenRegistryIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
	}

	@BeforeEach
	void create() {
		try (Lease lease = this.namespace.leases().open()) {
			this.fixture.store(this.namespace.withLease(lease));
			this.namespace.content().setLabels(this.manifest.digest(), this.fixture.gcLabels(this.manifest));
			this.namespace.images().create(ImageInfo.of(this.name, this.manifest.content()));
		}
	}

	@AfterEach
	void close() {
		this.registry.close();
		this.tokens.close();
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void movesImagesWithAPassword(TransferEngine engine) {
		movesImages(engine, RegistryCredentials.basic(TestRegistry.USER, TestRegistry.PASSWORD), "GET ");
	}

	@ParameterizedTest
	@EnumSource(TransferEngine.class)
	void movesImagesWithAnIdentityToken(TransferEngine engine) {
		movesImages(engine, RegistryCredentials.identityToken(TestTokenServer.IDENTITY_TOKEN), "POST ");
	}

	@Test
	void tellsThatNobodyKnowsTheToken() {
		try (ContainerdClient client = client(RegistryCredentials.identityToken("stolen"))) {
			assertThatExceptionOfType(RegistryAuthenticationException.class)
				.isThrownBy(() -> push(client, TransferEngine.CLIENT))
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("stolen"));
		}
	}

	private void movesImages(TransferEngine engine, RegistryCredentials credentials, String method) {
		try (ContainerdClient client = client(credentials)) {
			if (engine == TransferEngine.DAEMON && !this.daemon.isAtLeast("2.0")) {
				assertThatExceptionOfType(UnimplementedException.class).isThrownBy(() -> push(client, engine));
				return;
			}
			push(client, engine);
			ImageService images = client.namespace(this.namespace.name()).images();
			images.deleteAndCollect(this.name);
			assertThat(this.namespace.content().list()).isEmpty();

			Image pulled = images.pull(this.name, PullOptions.builder().engine(engine).build());

			assertThat(pulled.target().digest()).isEqualTo(this.manifest.digest());
			assertThat(this.tokens.requests())
				.anyMatch((request) -> request.startsWith(method) && request.contains("repository:tokens/image:pull"));
		}
	}

	private void push(ContainerdClient client, TransferEngine engine) {
		client.namespace(this.namespace.name()).images().push(this.name, PushOptions.builder().engine(engine).build());
	}

	private ContainerdClient client(RegistryCredentials credentials) {
		RegistryOptions options = RegistryOptions.builder()
			.credentials(RegistryCredentialsProvider.of(Map.of(this.registry.address(), credentials)))
			.build();
		return ContainerdClient.builder().address(this.daemon.address()).images(ImageSettings.of(options)).build();
	}

}
