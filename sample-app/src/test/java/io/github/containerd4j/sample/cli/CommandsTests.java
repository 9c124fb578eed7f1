package io.github.containerd4j.sample.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommandsTests {

	private final RecordingConsole recorder = RecordingConsole.utf8();

	@Test
	void optionsAloneBelongToTheApplication() {
		assertThat(Commands.run()).isNull();
		assertThat(Commands.run("--server.port=0")).isNull();
	}

	@Test
	void helpGoesToTheOutput() {
		assertThat(run(new LsCommand(), "--help")).isZero();
		assertThat(this.recorder.out()).startsWith("Usage: lsctr").contains("--namespace");
		assertThat(this.recorder.err()).isEmpty();
	}

	@Test
	void unknownOptionsAreAnsweredWithTheUsage() {
		assertThat(run(new WatchCommand(), "--no\u001bsuch")).isEqualTo(2);
		assertThat(this.recorder.out()).isEmpty();
		assertThat(this.recorder.err()).startsWith("test: unknown argument --no\\u001bsuch\n\nUsage: watchctr");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--address=nowhere", "--namespace=not valid!", "--filter=%%" })
	void valuesThatMakeNoSenseAreOneLine(String argument) {
		assertThat(run(new WatchCommand(), argument)).isEqualTo(2);
		assertThat(this.recorder.err()).startsWith("test: invalid ").hasLineCount(1);
	}

	@Test
	void aMissingDaemonIsOneLine() {
		assertThat(run(new LsCommand(), "--address", "/nonexistent/containerd.sock")).isEqualTo(1);
		assertThat(run(new WatchCommand(), "--address", "/nonexistent/containerd.sock")).isEqualTo(1);
		assertThat(this.recorder.err()).hasLineCount(2)
			.contains("there is no socket /nonexistent/containerd.sock")
			.doesNotContain("Exception", "\tat ");
	}

	@Test
	void outputThatNobodyTakesIsAFailure() {
		OutputStream full = new OutputStream() {
			@Override
			public void write(int data) throws IOException {
				throw new IOException("No space left on device");
			}
		};
		Console console = new Console(new PrintStream(full), this.recorder.console().err(), StandardCharsets.UTF_8);

		assertThat(Commands.run("test", new LsCommand(), List.of("--help"), console)).isEqualTo(1);
	}

	private int run(Command command, String... arguments) {
		return Commands.run("test", command, List.of(arguments), this.recorder.console());
	}

}
