package io.github.containerd4j;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdentifiersTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "k8s.io", "a-b_c.d", "0", "A1" })
	void acceptsWhatContainerdAccepts(String value) {
		assertThat(Identifiers.require("id", value)).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a..b", "_a", "a-", "a/b", "../x", "a b", "ä", "a\n", "-" })
	void refusesWhatContainerdRefuses(String value) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Identifiers.require("id", value))
			.withMessageStartingWith("invalid id")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
	}

	@Test
	void allows76CharactersAndNotOneMore() {
		assertThat(Identifiers.require("id", "a".repeat(76))).hasSize(76);

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> Identifiers.require("id", "a".repeat(77)))
			.withMessageContaining("77 characters");
	}

	@Test
	void answersQuicklyForAnIdentifierMadeToBacktrack() {
		String hostile = "a".repeat(75) + "!";

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Identifiers.require("id", hostile));
	}

}
