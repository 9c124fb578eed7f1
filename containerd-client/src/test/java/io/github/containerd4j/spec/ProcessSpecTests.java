package io.github.containerd4j.spec;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProcessSpecTests {

	private final ProcessSpec process = ProcessSpec.of(TypedValue.json(TypedValue.RUNTIME_SPEC, """
			{"process":{"terminal":true,"consoleSize":{"height":1,"width":2},"user":{"uid":1,"gid":2},
			"args":["sh"],"env":["A=1","TERM=vt100"],"cwd":"/w","selinuxLabel":"kept"}}"""));

	@Test
	void isTheProcessOfTheContainer() {
		assertThat(this.process.args()).containsExactly("sh");
		assertThat(this.process.env()).containsExactly("A=1", "TERM=vt100");
		assertThat(this.process.cwd()).isEqualTo("/w");
		assertThat(this.process.terminal()).isTrue();
		assertThat(this.process.toTypedValue().typeUrl()).isEqualTo(TypedValue.RUNTIME_PROCESS);
	}

	@Test
	void changesOnlyWhatItIsTold() {
		ProcessSpec changed = this.process.withArgs(List.of("id", "-u"))
			.withEnv(Map.of("A", "2"))
			.withoutEnv("TERM")
			.withCwd("/")
			.withUser(ProcessUser.of(5, 6))
			.withTerminal(false);

		assertThat(changed.toTypedValue().asText()).isEqualTo("{\"user\":{\"uid\":5,\"gid\":6,\"additionalGids\":[6]},"
				+ "\"args\":[\"id\",\"-u\"],\"env\":[\"A=2\"],\"cwd\":\"/\",\"selinuxLabel\":\"kept\"}");
		assertThat(this.process.args()).containsExactly("sh");
	}

	@Test
	void aTerminalHasATypeAndASize() {
		ProcessSpec changed = this.process.withTerminal(false)
			.withoutEnv("TERM")
			.withTerminal(true)
			.withConsoleSize(80, 24);

		assertThat(changed.env()).containsExactly("A=1", "TERM=xterm");
		assertThat(this.process.withTerminal(true).env()).contains("TERM=vt100");
		assertThat(changed.toTypedValue().asText()).contains("\"consoleSize\":{\"height\":24,\"width\":80}");
	}

	@Test
	void refusesWhatCannotRun() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.process.withArgs(List.of()));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.process.withArgs(List.of("a\0b")));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.process.withCwd("w"));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.process.withEnv(Map.of("A=B", "")));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ProcessSpec.of(TypedValue.json(TypedValue.RUNTIME_SPEC, "{}")));
	}

	@Test
	void showsNoEnvironment() {
		assertThat(this.process.toString()).contains("sh").doesNotContain("A=1");
	}

	@Test
	void readsPastWhatElseIsInASpec() {
		ProcessSpec spec = of(
				"""
						{"root":{"path":"rootfs"},"hooks":null,"mounts":[{"options":["ro"]},[]],"process":{"cwd":"/"},"x":1e3}""");

		assertThat(spec.cwd()).isEqualTo("/");
	}

	@Test
	void refusesASpecThatIsNoneOrHasNoProcess() {
		for (String json : List.of("{}", "{\"process\":null}", "{\"process\":[]}", "[]", "1", "", "{", "{\"a\":b}",
				"{\"process\":{}} {}", "{\"process\":{},}", "{\"process\":{\"args\":[}}")) {
			assertThatExceptionOfType(InvalidArgumentException.class).as(json).isThrownBy(() -> of(json));
		}
	}

	private static ProcessSpec of(String json) {
		return ProcessSpec.of(TypedValue.json(TypedValue.RUNTIME_SPEC, json));
	}

}
