package io.github.containerd4j.task;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExecSpecTests {

	@Test
	void anExecNeedsAnIdentifier() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> ExecSpec.of("a..b", TypedValue.json("t", "{}")))
			.withMessageContaining("exec id");
	}

}
