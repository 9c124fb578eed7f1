package io.github.containerd4j.registry;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.containerd4j.PermissionDeniedException;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Who we are to a registry, how it learns that, and who else does not.
 */
class AuthenticationTests {

	private static final String PATH = "/v2/team/app/manifests/1";

	private static final String SECRET = "s3cret-of-the-user";

	private final StubServer registry = new StubServer();

	private final StubServer tokens = new StubServer();

	private RegistryClient client = client(RegistryCredentialsProvider.none());

	@AfterEach
	void close() {
		this.client.close();
		this.registry.close();
		this.tokens.close();
	}

	private RegistryClient client(RegistryCredentialsProvider credentials) {
		return RegistryClient
			.create(Stubs.options().hosts(Stubs.hosts(this.registry.url())).credentials(credentials).build());
	}

	private void know(RegistryCredentials credentials) {
		this.client.close();
		this.client = client(RegistryCredentialsProvider.of(Map.of(this.registry.address(), credentials)));
	}

	private Resolution resolve() {
		return Stubs.repository(this.client, Access.PULL).resolve();
	}

	private void acceptOnly(String authorization, String challenge) {
		acceptOnly(List.of(authorization), challenge);
	}

	private void acceptOnly(List<String> authorizations, String challenge) {
		this.registry.on("HEAD", PATH, (request, reply) -> {
			if (request.header("Authorization").filter(authorizations::contains).isPresent()) {
				reply.header("Docker-Content-Digest", Digest.sha256("m").toString()).head(1);
			}
			else {
				reply.header("WWW-Authenticate", challenge).status(401);
			}
		});
	}

	private String bearer() {
		return "Bearer realm=\"" + this.tokens.url() + "/token\",service=\"the registry\",scope=\"ignored\"";
	}

	private void giveToken(String method, String json, Consumer<StubServer.Request> check) {
		this.tokens.on(method, "/token", (request, reply) -> {
			check.accept(request);
			reply.status(200, json);
		});
	}

	@Test
	void saysUserAndPasswordAfterABasicChallenge() {
		RegistryCredentials credentials = RegistryCredentials.basic("user", SECRET);
		know(credentials);
		acceptOnly(credentials.basicHeader(), "Basic realm=\"r\"");

		resolve();
		resolve();

		assertThat(this.registry.requests()).extracting((request) -> request.header("Authorization"))
			.containsExactly(Optional.empty(), Optional.of(credentials.basicHeader()),
					Optional.of(credentials.basicHeader()));
	}

	@Test
	void failsOnceWhenTheyAreNotAccepted() {
		know(RegistryCredentials.basic("user", SECRET));
		acceptOnly("Basic other", "Basic realm=\"r\"");

		assertThatExceptionOfType(RegistryAuthenticationException.class).isThrownBy(this::resolve)
			.isInstanceOf(PermissionDeniedException.class)
			.withMessageContaining("answers 401; the credentials are basic(user, ***)");
		assertThat(this.registry.requests()).hasSize(2);
	}

	@Test
	void saysThatNoneAreKnown() {
		acceptOnly("Basic other", "Basic realm=\"r\"");

		assertThatExceptionOfType(RegistryAuthenticationException.class).isThrownBy(this::resolve)
			.withMessageContaining("no credentials are known for it");
		assertThat(this.registry.requests()).hasSize(1);
	}

	@Test
	void getsATokenWithUserAndPassword() {
		RegistryCredentials credentials = RegistryCredentials.basic("user", SECRET);
		know(credentials);
		acceptOnly("Bearer t1", bearer());
		giveToken("GET", "{\"token\":\"t1\",\"expires_in\":300}", (request) -> {
			assertThat(request.header("Authorization")).contains(credentials.basicHeader());
			assertThat(request.query()).isEqualTo("service=the+registry&scope=repository%3Ateam%2Fapp%3Apull");
		});

		resolve();
		resolve();

		assertThat(this.tokens.requests()).hasSize(1);
	}

	@Test
	void getsATokenWithoutBeingKnown() {
		acceptOnly("Bearer t1", bearer());
		giveToken("GET", "{\"access_token\":\"t1\"}",
				(request) -> assertThat(request.header("Authorization")).isEmpty());

		resolve();

		assertThat(this.tokens.requests()).hasSize(1);
	}

	@Test
	void exchangesAnIdentityToken() {
		know(RegistryCredentials.identityToken(SECRET));
		acceptOnly("Bearer t1", bearer());
		giveToken("POST", "{\"access_token\":\"t1\"}",
				(request) -> assertThat(request.text()).isEqualTo("grant_type=refresh_token&client_id=containerd4j"
						+ "&service=the+registry&scope=repository%3Ateam%2Fapp%3Apull&refresh_token=" + SECRET));

		resolve();

		assertThat(this.tokens.requests()).hasSize(1);
	}

	@Test
	void sendsAnAccessTokenAsItIs() {
		know(RegistryCredentials.accessToken(SECRET));
		acceptOnly("Bearer " + SECRET, bearer());

		resolve();

		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	void getsANewTokenWhenTheOldOneIsRefused() {
		AtomicInteger count = new AtomicInteger();
		acceptOnly("Bearer t1", bearer());
		this.tokens.on("GET", "/token",
				(request, reply) -> reply.status(200, "{\"token\":\"t" + count.incrementAndGet() + "\"}"));
		resolve();
		acceptOnly("Bearer t2", bearer());

		resolve();

		assertThat(count).hasValue(2);
	}

	@Test
	void getsANewTokenAtTheEndOfItsLife() {
		acceptOnly("Bearer t1", bearer());
		giveToken("GET", "{\"token\":\"t1\",\"expires_in\":0}", (request) -> {
		});

		resolve();
		resolve();

		assertThat(this.tokens.requests()).hasSize(2);
	}

	@Test
	void asksForTheActionsThatItNeeds() {
		acceptOnly("Bearer t1", bearer());
		giveToken("GET", "{\"token\":\"t1\"}",
				(request) -> assertThat(request.query()).endsWith("scope=repository%3Ateam%2Fapp%3Apull%2Cpush"));

		Stubs.repository(this.client, Access.PULL, Access.PUSH).resolve();

		assertThat(this.tokens.requests()).hasSize(1);
	}

	@Test
	void tellsWhenTheTokenServerRefuses() {
		know(RegistryCredentials.basic("user", SECRET));
		acceptOnly("Bearer t1", bearer());
		this.tokens.on("GET", "/token",
				(request, reply) -> reply.header("Content-Type", "text/plain").status(401, "bad password " + SECRET));

		RegistryAuthenticationException failure = catchThrowableOfType(RegistryAuthenticationException.class,
				this::resolve);

		assertThat(failure).hasMessageContaining(this.tokens.address() + " answers 401 (bad password ***)");
		assertThat(stackTrace(failure)).doesNotContain(SECRET);
	}

	@Test
	void refusesAnAnswerWithoutAToken() {
		acceptOnly("Bearer t1", bearer());
		giveToken("GET", "{\"token\":\"with\\nnewline\"}", (request) -> {
		});

		assertThatExceptionOfType(RegistryAuthenticationException.class).isThrownBy(this::resolve)
			.withMessageContaining("no token");
	}

	@Test
	void asksTheTokenServerAgainWhenItFails() {
		acceptOnly("Bearer t1", bearer());
		this.tokens.on("GET", "/token", (request, reply) -> {
			if (this.tokens.requests().size() == 1) {
				reply.status(503);
			}
			else {
				reply.status(200, "{\"token\":\"t1\"}");
			}
		});

		resolve();

		assertThat(this.tokens.requests()).hasSize(2);
	}

	@Test
	void masksWhatTheRegistryRepeats() {
		know(RegistryCredentials.basic("user", SECRET));
		this.registry.on("HEAD", PATH, (request, reply) -> reply.status(405));
		this.registry.on("GET", PATH, (request, reply) -> {
			if (request.header("Authorization").isEmpty()) {
				reply.header("WWW-Authenticate", "Basic realm=\"r\"").status(401);
			}
			else {
				reply.header("Content-Type", "text/plain").status(403, "not with " + SECRET);
			}
		});

		RegistryAuthenticationException failure = catchThrowableOfType(RegistryAuthenticationException.class,
				this::resolve);

		assertThat(failure).hasMessageContaining("403 (not with ***)");
		assertThat(failure.answer().status()).isEqualTo(403);
		assertThat(stackTrace(failure)).doesNotContain(SECRET);
	}

	@Test
	void usesTheCredentialsOfTheCallBeforeThoseOfTheProvider() {
		know(RegistryCredentials.basic("user", "wrong"));
		RegistryCredentials better = RegistryCredentials.basic("user", SECRET);
		acceptOnly(better.basicHeader(), "Basic realm=\"r\"");

		Repository repository = this.client.repository(Stubs.reference(), Set.of(Access.PULL), better);

		assertThatExceptionOfType(RegistryAuthenticationException.class).isThrownBy(repository::resolve)
			.as("a host of another name is a mirror, which does not get them");
	}

	@Test
	void givesTheCredentialsOfTheCallToTheRegistryItself() {
		RegistryCredentials credentials = RegistryCredentials.basic("user", SECRET);
		acceptOnly(credentials.basicHeader(), "Basic realm=\"r\"");
		this.client.close();
		String domain = this.registry.address();
		this.client = RegistryClient.create(Stubs.options()
			.hosts(RegistryHosts.of(Map.of(domain, List.of(RegistryHost.of(this.registry.url())))))
			.build());

		Repository repository = this.client.repository(ImageReference.parse(domain + "/team/app:1"),
				Set.of(Access.PULL), credentials);

		assertThat(repository.resolve().target().digest()).isEqualTo(Digest.sha256("m"));
	}

	private static String stackTrace(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

}
