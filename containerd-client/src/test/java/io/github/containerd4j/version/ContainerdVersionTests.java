package io.github.containerd4j.version;

import io.github.containerd4j.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContainerdVersionTests {

	@ParameterizedTest
	@CsvSource({ "1.6.20~ds1,1,6", "v2.1.9,2,1", "2.1.9-k3s1,2,1", "v2.0.0-rc.1+unknown,2,0", "1.7.24+dfsg-1,1,7",
			"10.12,10,12", "'2.1.9\n',2,1" })
	void readsTheNumbersAtTheBeginning(String text, int major, int minor) {
		ContainerdVersion version = version(text);

		assertThat(version.major()).isEqualTo(major);
		assertThat(version.minor()).isEqualTo(minor);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "dev", "v2", "7c3aca7a610df76212171d200ca3811ff6096eb8", "1.x",
			"99999999999999999999.1.0" })
	void aTextWithoutNumbersHasNoneAndIsNeverNewEnough(String text) {
		ContainerdVersion version = version(text);

		assertThat(version.major()).isEqualTo(-1);
		assertThat(version.minor()).isEqualTo(-1);
		assertThat(version.isAtLeast("0.0")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "1.6.20~ds1,1.6,true", "1.6.20~ds1,1.7,false", "1.7.24,1.7.24,true", "1.7.24,1.7.25,false",
			"2.0.0,1.7,true", "v1.10.0,1.9,true", "2.1.9-k3s1,v2.1,true" })
	void comparesNumbersAndNotText(String own, String wanted, boolean expected) {
		assertThat(version(own).isAtLeast(wanted)).isEqualTo(expected);
	}

	@Test
	void refusesToCompareWithATextWithoutNumbers() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> version("2.1.9").isAtLeast("two"))
			.withMessageContaining("\"two\"");
	}

	private static ContainerdVersion version(String text) {
		return new ContainerdVersion(text, "");
	}

}
