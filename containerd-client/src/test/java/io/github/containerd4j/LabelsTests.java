package io.github.containerd4j;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LabelsTests {

	@Test
	void keepsNewlinesAndEmoji() {
		Map<String, String> labels = Map.of("key", "line one\nline two 🐳");

		assertThat(Labels.require(labels)).isEqualTo(labels);
	}

	@Test
	void refusesAnEmptyKey() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Labels.require("", "value"));
	}

	@Test
	void countsBytesNotCharacters() {
		Labels.require("k", "v".repeat(4095));

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> Labels.require("k", "é".repeat(2048)))
			.withMessageContaining("4097 bytes");
	}

}
