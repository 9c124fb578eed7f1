package io.github.containerd4j.sample.cli;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableTests {

	private final Printable utf8 = new Printable(StandardCharsets.UTF_8);

	private final Printable ascii = new Printable(StandardCharsets.US_ASCII);

	@Test
	void ordinaryTextStaysAsItIs() {
		assertThat(this.utf8.text("docker.io/library/größe:1 \"x\" 日本 🐳"))
			.isEqualTo("docker.io/library/größe:1 \"x\" 日本 🐳");
	}

	@Test
	void controlCharactersAreEscaped() {
		assertThat(this.utf8.text("a\u001b[31mb\nc\rd\te\u0007\u009b\u007f"))
			.isEqualTo("a\\u001b[31mb\\nc\\rd\\te\\u0007\\u009b\\u007f");
	}

	@Test
	void marksThatTurnOrHideTextAreEscaped() {
		assertThat(this.utf8.text("\u202egpj.exe\u200b\u2028\u2066")).isEqualTo("\\u202egpj.exe\\u200b\\u2028\\u2066");
	}

	@Test
	void halfACharacterIsEscaped() {
		assertThat(this.utf8.text("x\ud83d")).isEqualTo("x\\ud83d");
	}

	@Test
	void whatTheTerminalCannotShowIsEscaped() {
		assertThat(this.ascii.text("größe 🐳")).isEqualTo("gr\\u00f6\\u00dfe \\U0001f433");
	}

	@Test
	void quotedTextCannotEndItsQuotes() {
		assertThat(this.utf8.quoted("a\" = \\\"")).isEqualTo("\"a\\\" = \\\\\\\"\"");
	}

	@Test
	void wordsAreQuotedOnlyWhenTheyAreNone() {
		assertThat(this.utf8.word("/tasks/exit")).isEqualTo("/tasks/exit");
		assertThat(this.utf8.word("")).isEqualTo("\"\"");
		assertThat(this.utf8.word("a b")).isEqualTo("\"a b\"");
		assertThat(this.utf8.word("a=b")).isEqualTo("\"a=b\"");
		assertThat(this.utf8.word("a\nb")).isEqualTo("\"a\\nb\"");
	}

}
