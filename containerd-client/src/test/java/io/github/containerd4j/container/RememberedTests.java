package io.github.containerd4j.container;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RememberedTests {

	private final Remembered<String, Integer> numbers = new Remembered<>(2);

	@Test
	void forgetsWhatWasNotUsedForTheLongestTime() {
		this.numbers.keep("a", 1);
		this.numbers.keep("b", 2);
		this.numbers.find("a");
		this.numbers.keep("c", 3);

		assertThat(this.numbers.find("a")).isEqualTo(1);
		assertThat(this.numbers.find("b")).isNull();
		assertThat(this.numbers.find("c")).isEqualTo(3);
	}

}
