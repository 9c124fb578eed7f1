package io.github.containerd4j.task;

import java.util.stream.IntStream;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SignalTests {

	@ParameterizedTest
	@CsvSource({ "SIGTERM,15", "term,15", "SigKill,9", "9,9", " USR1 ,10", "SIGRTMIN+3,37", "RTMAX-1,63", "RTMIN,34",
			"SIGIOT,6", "POLL,29" })
	void readsNamesAndNumbers(String text, int number) {
		assertThat(Signal.parse(text).number()).isEqualTo(number);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "SIG", "SIGNOPE", "0", "65", "-1", "RTMIN+31", "RTMAX-64", "RTMIN+", "RTMIN+-1", "1.5" })
	void refusesWhatIsNoSignal(String text) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Signal.parse(text))
			.withMessageStartingWith("invalid signal");
	}

	@Test
	void readsItsOwnNameForEverySignal() {
		assertThat(IntStream.rangeClosed(1, 64).mapToObj(Signal::of))
			.allSatisfy((signal) -> assertThat(Signal.parse(signal.name())).isEqualTo(signal));
	}

	@Test
	void isToldByAnExitCode() {
		assertThat(new ExitStatus(143, null, 0).signal()).contains(Signal.TERM);
		assertThat(new ExitStatus(128, null, 0).signal()).isEmpty();
		assertThat(new ExitStatus(255, null, 0).signal()).isEmpty();
		assertThat(new ExitStatus(0, null, 0).signal()).isEmpty();
	}

}
