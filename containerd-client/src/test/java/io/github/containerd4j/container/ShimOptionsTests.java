package io.github.containerd4j.container;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ShimOptionsTests {

	private static final String TYPE = "io.containerd.runsc.v1.options";

	@Test
	void aFileSurvivesTheWire() {
		ShimOptions options = ShimOptions.ofFile(TYPE, "/etc/runsc.toml");

		assertThat(options.toTypedValue().typeUrl()).isEqualTo("runtimeoptions.v1.Options");
		assertThat(ShimOptions.of(options.toTypedValue())).isEqualTo(options);
	}

	@Test
	void aTextSurvivesTheWire() {
		ShimOptions options = ShimOptions.ofText(TYPE, "debug = \"\u00E9\"");

		assertThat(ShimOptions.of(options.toTypedValue())).isEqualTo(options);
	}

	@Test
	void optionsOfAnotherTypeAreRefused() {
		TypedValue other = RuncOptions.builder().build().toTypedValue();

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> ShimOptions.of(other));
	}

}
