package io.github.containerd4j.registry;

import java.time.Duration;
import java.util.List;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.content.Digest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is tried again, and how often.
 */
class RetryTests {

	private static final String PATH = "/v2/team/app/manifests/1";

	private final StubServer registry = new StubServer();

	private final RegistryClient client = RegistryClient
		.create(Stubs.options().hosts(Stubs.hosts(this.registry.url())).build());

	@AfterEach
	void close() {
		this.client.close();
		this.registry.close();
	}

	private void answer(int failures, int status, String retryAfter) {
		this.registry.on("HEAD", PATH, (request, reply) -> {
			if (this.registry.requests().size() <= failures) {
				reply.header("Retry-After", retryAfter).status(status);
			}
			else {
				reply.header("Docker-Content-Digest", Digest.sha256("m").toString()).head(1);
			}
		});
	}

	private Resolution resolve() {
		return Stubs.repository(this.client, Access.PULL).resolve();
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 429, 500, 502, 503, 504 })
	void triesAgainWhatMayPass(int status) {
		answer(2, status, "");

		assertThat(resolve().target().digest()).isEqualTo(Digest.sha256("m"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 418, 501, 505 })
	void doesNotTryAgainWhatDoesNotPass(int status) {
		answer(1, status, "");

		assertThat(catchThrowable(this::resolve)).isInstanceOf(ContainerdException.class)
			.asInstanceOf(InstanceOfAssertFactories.type(RegistryError.class))
			.satisfies((error) -> assertThat(error.answer().status()).isEqualTo(status));
		assertThat(this.registry.requests()).hasSize(1);
	}

	@Test
	void givesUpInTheEnd() {
		answer(100, 503, "");

		assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(this::resolve)
			.withMessageContaining("answers 503");
		assertThat(this.registry.requests()).hasSize(3);
	}

	@Test
	void waitsNoLongerThanTheLongestPause() {
		answer(100, 429, "86400");
		long start = System.nanoTime();

		assertThatExceptionOfType(RegistryRateLimitException.class).isThrownBy(this::resolve)
			.isInstanceOf(ResourceExhaustedException.class);

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(100),
				Duration.ofSeconds(30));
	}

	@Test
	void understandsADateToWaitFor() {
		answer(1, 429, "Wed, 21 Oct 2015 07:28:00 GMT");

		assertThat(resolve().host()).isEqualTo(this.registry.address());
	}

	@Test
	void tellsThatNobodyListens() {
		this.registry.close();

		assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(this::resolve)
			.withMessageContaining(this.registry.address() + ": the connection was refused")
			.satisfies((ex) -> assertThat(ex.answer())
				.isEqualTo(new RegistryAnswer(this.registry.address(), "team/app", 0, List.of())));
	}

}
