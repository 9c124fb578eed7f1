package io.github.containerd4j.files;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Names as text and as bytes.
 */
class FileNamesTests {

	@Test
	void textIsUtf8() {
		String text = "a\n\u00fc\u4e2d\ud83d\ude00";

		assertThat(FileNames.text(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
		assertThat(FileNames.bytes(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void bytesThatAreNoTextAreKept() {
		byte[] latin = { 'c', 'a', 'f', (byte) 0xe9 };

		assertThat(FileNames.text(latin)).isEqualTo("caf\udce9");
		assertThat(FileNames.bytes("caf\udce9")).isEqualTo(latin);
	}

	@Test
	void allBytesComeBack() {
		Random random = new Random(7);
		for (int round = 0; round < 5000; round++) {
			byte[] name = new byte[1 + random.nextInt(20)];
			random.nextBytes(name);

			assertThat(FileNames.bytes(FileNames.text(name))).isEqualTo(name);
		}
	}

	@Test
	void halfACharacterIsRefused() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> FileNames.bytes("a\ud83d"));
	}

}
