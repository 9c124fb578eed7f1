package io.github.containerd4j.sample.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CommandLineTests {

	@Test
	void valuesFollowTheirOptionOrAnEqualsSign() {
		CommandLine options = parse("--address", "/a", "-n", "one", "--namespace=two=2");

		assertThat(options.last(Option.ADDRESS)).contains("/a");
		assertThat(options.all(Option.NAMESPACE)).containsExactly("one", "two=2");
	}

	@Test
	void theLastOfSeveralValuesCounts() {
		assertThat(parse("-a", "/a", "-a", "/b").last(Option.ADDRESS)).contains("/b");
	}

	@Test
	void whatIsNotGivenIsAbsent() {
		CommandLine options = parse();

		assertThat(options.has(Option.HELP)).isFalse();
		assertThat(options.last(Option.ADDRESS)).isEmpty();
		assertThat(options.all(Option.FILTER)).isEmpty();
	}

	@Test
	void unknownArgumentsAreRefused() {
		assertRefused("unknown argument --wat", "--wat");
		assertRefused("unknown argument wat", "wat");
		assertRefused("unknown argument --wat=1", "--wat=1");
	}

	@Test
	void optionsOfAnotherCommandAreRefused() {
		assertThatExceptionOfType(UsageException.class)
			.isThrownBy(() -> CommandLine.parse(List.of("--filter", "x"), Set.of(Option.HELP)))
			.withMessage("unknown argument --filter");
	}

	@Test
	void aMissingValueIsRefused() {
		assertRefused("--address needs a value", "--address");
	}

	@Test
	void aValueTooManyIsRefused() {
		assertRefused("--help takes no value", "--help=yes");
	}

	private static CommandLine parse(String... arguments) {
		return CommandLine.parse(List.of(arguments), EnumSet.allOf(Option.class));
	}

	private static void assertRefused(String message, String... arguments) {
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> parse(arguments)).withMessage(message);
	}

}
