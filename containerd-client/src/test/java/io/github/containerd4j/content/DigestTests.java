package io.github.containerd4j.content;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DigestTests {

	private static final String EMPTY = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

	@ParameterizedTest
	@CsvSource({ "sha256, 64", "sha384, 96", "sha512, 128" })
	void readsTheAlgorithmsOfContainerd(String algorithm, int length) {
		String text = algorithm + ":" + "0a".repeat(length / 2);

		assertThat(Digest.parse(text)).isEqualTo(new Digest(algorithm, "0a".repeat(length / 2))).hasToString(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", "sha256", "sha256:", "sha256:abc", "md5:d41d8cd98f00b204e9800998ecf8427e",
			"SHA256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
			"sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
			"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85\n",
			"sha256:../../../../../../../../../../../../../../../../../../../../etc/ps",
			"sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" })
	void refusesWhatIsNoDigest(String text) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Digest.parse(text))
			.withMessageStartingWith("invalid digest");
	}

	@Test
	void computesSha256() {
		assertThat(Digest.sha256(new byte[0])).hasToString(EMPTY);
		assertThat(Digest.sha256("")).isEqualTo(Digest.parse(EMPTY));
	}

	@Test
	void describesBytes() {
		assertThat(Descriptor.of("text/plain", new byte[0]))
			.isEqualTo(Descriptor.of("text/plain", Digest.parse(EMPTY), 0));
	}

	@Test
	void refusesANegativeSize() {
		Digest digest = Digest.parse(EMPTY);

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> Descriptor.of("text/plain", digest, -1));
	}

}
