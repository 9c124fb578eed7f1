package io.github.containerd4j.files;

import java.nio.charset.StandardCharsets;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Paths in a container.
 */
class FilePathTests {

	@ParameterizedTest
	@CsvSource({ "/etc/hosts,/etc/hosts", "etc/hosts,/etc/hosts", "//etc/./hosts/,/etc/hosts", "/,/",
			"a/../b,/a/../b" })
	void beginsAtTheRoot(String text, String expected) {
		assertThat(FilePath.parse(text).bytes()).asString(StandardCharsets.UTF_8).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\0b" })
	void refusesWhatIsNoPath(String text) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> FilePath.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", ".", "/a/..", ".." })
	void hasNoNameIfItEndsWithADirectoryAbove(String text) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> FilePath.parse(text).name());
	}

	@ParameterizedTest
	@CsvSource({ "/a/link,target,/a/target", "/a/link,/target,/target", "/a/link,../t,/a/../t" })
	void followsTheTextOfALink(String text, String target, String expected) {
		FilePath followed = FilePath.parse(text).followed(target.getBytes(StandardCharsets.UTF_8));

		assertThat(followed.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(expected);
	}

}
