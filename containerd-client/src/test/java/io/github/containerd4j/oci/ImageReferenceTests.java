package io.github.containerd4j.oci;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ImageReferenceTests {

	private static final String HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

	@ParameterizedTest
	@CsvSource({ "alpine, docker.io/library/alpine:latest", "alpine:3.20, docker.io/library/alpine:3.20",
			"owner/app, docker.io/owner/app:latest", "docker.io/alpine, docker.io/library/alpine:latest",
			"docker.io/owner/app:1, docker.io/owner/app:1", "index.docker.io/alpine, docker.io/library/alpine:latest",
			"ghcr.io/owner/app, ghcr.io/owner/app:latest", "localhost/app, localhost/app:latest",
			"localhost:5000/app:1, localhost:5000/app:1", "Registry/app, Registry/app:latest",
			"127.0.0.1:5000/a/b/c, 127.0.0.1:5000/a/b/c:latest", "[::1]:5000/app, [::1]:5000/app:latest",
			"[2001:db8::1]/app:x, [2001:db8::1]/app:x", "a/b/c, docker.io/a/b/c:latest",
			"a__b/c-d--e.f, docker.io/a__b/c-d--e.f:latest", "alpine:_X.y-z, docker.io/library/alpine:_X.y-z",
			"xn--n3h.com/app, xn--n3h.com/app:latest", "foo:5000, docker.io/library/foo:5000" })
	void shortNamesBecomeFullOnes(String text, String name) {
		ImageReference reference = ImageReference.parse(text);

		assertThat(reference.name()).isEqualTo(name);
		assertThat(ImageReference.parse(name)).isEqualTo(reference);
	}

	@Test
	void aDigestStandsAfterTheNameOrTheTag() {
		ImageReference digested = ImageReference.parse("alpine@sha256:" + HASH);
		ImageReference both = ImageReference.parse("localhost:5000/app:1@sha256:" + HASH);

		assertThat(digested.tag()).isNull();
		assertThat(digested.name()).isEqualTo("docker.io/library/alpine@sha256:" + HASH);
		assertThat(both.tag()).isEqualTo("1");
		assertThat(both.digest()).isEqualTo(Digest.parse("sha256:" + HASH));
		assertThat(both.object()).isEqualTo("sha256:" + HASH);
		assertThat(both.name()).isEqualTo("localhost:5000/app:1@sha256:" + HASH);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", "/", "@", "alpine:", "alpine@", "alpine@sha256:abc", "Alpine", "owner/App",
			"a//b", "/a", "a/", "-a", "a-", "a..b", "a___b", "a/-b", "alpine:-x", "alpine:.x", "alpine:a b",
			"host:port/app", "-host.com/app", "host_x.com/app", "[::1/app", "[fe80::1%eth0]/app", " alpine", "alpine\n",
			"http://alpine", "docker://alpine", "alpine@sha512:" + HASH, "alpine@md5:d41d8cd98f00b204e9800998ecf8427e",
			HASH })
	void namesOutsideOfTheGrammarAreRefused(String text) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> ImageReference.parse(text))
			.withMessageContaining("invalid image reference \"" + text + "\"");
	}

	@Test
	void lengthsAreBounded() {
		assertThat(ImageReference.parse("a".repeat(247) + ":" + "t".repeat(128)).path()).hasSize(255);
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ImageReference.parse("a".repeat(248)));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ImageReference.parse("alpine:" + "t".repeat(129)));
	}

	@Test
	void dockerHubIsReachedByAnotherName() {
		assertThat(ImageReference.parse("alpine").host()).isEqualTo("registry-1.docker.io");
		assertThat(ImageReference.parse("quay.io:8443/app").host()).isEqualTo("quay.io:8443");
	}

	@Test
	void tagAndDigestReplaceEachOther() {
		ImageReference reference = ImageReference.parse("ghcr.io/owner/app:1");
		Digest digest = Digest.parse("sha256:" + HASH);

		assertThat(reference.withTag("2")).hasToString("ghcr.io/owner/app:2");
		assertThat(reference.withDigest(digest)).hasToString("ghcr.io/owner/app@sha256:" + HASH);
		assertThat(reference.withDigest(digest).withTag("3")).hasToString("ghcr.io/owner/app:3");
	}

	@Test
	void aReferenceWithoutTagAndDigestAsksForTheDefaultTag() {
		ImageReference reference = new ImageReference("ghcr.io", "owner/app", null, null);

		assertThat(reference.object()).isEqualTo("latest");
		assertThat(reference).hasToString("ghcr.io/owner/app");
	}

	@Test
	void partsAreCheckedToo() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> new ImageReference("a b", "owner/app", null, null));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ImageReference.parse("alpine").withTag("a/b"));
	}

}
