package io.github.containerd4j.checkpoint;

import io.github.containerd4j.TypedValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UniqueSpecTests {

	private static final TypedValue SPEC = TypedValue.json(TypedValue.RUNTIME_SPEC, "{\"a\":\" b \"}");

	@Test
	void changesTheBytesAndNothingElse() {
		TypedValue padded = UniqueSpec.padded(SPEC);

		assertThat(padded).isNotEqualTo(SPEC).isNotEqualTo(UniqueSpec.padded(SPEC));
		assertThat(padded.asText().strip()).isEqualTo(SPEC.asText());
		assertThat(padded.typeUrl()).isEqualTo(SPEC.typeUrl());
	}

	@Test
	void doesNotGrowEachTime() {
		assertThat(UniqueSpec.padded(UniqueSpec.padded(SPEC)).size()).isEqualTo(UniqueSpec.padded(SPEC).size());
	}

}
