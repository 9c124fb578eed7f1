package io.github.containerd4j.stdio;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StdioTests {

	@ParameterizedTest
	@CsvSource({ ",/out,,false", ",,/err,false", "/in,,,false", "/in,,,true", ",/out,/err,true", "'',/out,/err,false",
			",'','',false" })
	void refusesWhatBreaksTheShim(@Nullable String stdin, @Nullable String stdout, @Nullable String stderr,
			boolean terminal) {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> new Stdio(stdin, stdout, stderr, terminal))
			.withMessageStartingWith("invalid standard streams");
	}

	@Test
	void aLogTakesBothStreams() {
		assertThat(Stdio.log("file:///var/log/x")).isEqualTo(Stdio.of(null, "file:///var/log/x", "file:///var/log/x"));
	}

	@Test
	void aTerminalHasOneOutput() {
		assertThat(Stdio.terminal("/in", "/out")).isEqualTo(new Stdio("/in", "/out", null, true));
	}

}
