package io.github.containerd4j.sample.file;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PathTextTests {

	@Test
	void plainPathsStayAsTheyAre() {
		assertThat(PathText.encode("/etc/os-release")).isEqualTo("/etc/os-release");
		assertThat(PathText.decode("/etc/os-release")).isEqualTo("/etc/os-release");
	}

	@Test
	void bytesThatAreNoUtf8ComeBackAsTheyWere() {
		assertThat(PathText.encode("f\uDCFF\uDCC3 ü")).isEqualTo("f%FF%C3%20%C3%BC");
		assertThat(PathText.decode("f%FF%C3%20%C3%BC")).isEqualTo("f\uDCFF\uDCC3 ü");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "a b\n", "%41", "<img src=x>", "\uD83D\uDE00", "\uFFFD", "\uDCF0\uDC9F\uDC98", "ü\uDCBC" })
	void everyNameComesBack(String name) {
		assertThat(PathText.decode(PathText.encode(name))).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "%4", "%zz", "ü", "a b" })
	void refusesWhatIsNotEncoded(String text) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> PathText.decode(text))
			.withMessageContaining("percent-encoded");
	}

	@Test
	void showsWhatIsNoTextAsSuch() {
		assertThat(PathText.shown("a\uDCFFb\nc")).isEqualTo("a\uFFFDb\uFFFDc");
	}

}
