package io.github.containerd4j;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TypedValueTests {

	@Test
	void keepsItsBytesWhenTheSourceChanges() {
		byte[] bytes = { 1, 2, 3 };
		TypedValue value = TypedValue.of("type", bytes);
		bytes[0] = 9;
		value.toByteArray()[1] = 9;

		assertThat(value.toByteArray()).containsExactly(1, 2, 3);
	}

	@Test
	void givesABufferOfItsOwnEachTime() {
		TypedValue value = TypedValue.wrap("type", ByteBuffer.wrap(new byte[] { 0, 1, 2 }, 1, 2));

		assertThat(value.bytes().get()).isEqualTo((byte) 1);
		assertThat(value.bytes().get()).isEqualTo((byte) 1);
		assertThat(value.bytes().isReadOnly()).isTrue();
		assertThat(value.size()).isEqualTo(2);
	}

	@Test
	void isEqualByTypeAndBytes() {
		assertThat(TypedValue.json("t", "{}")).isEqualTo(TypedValue.of("t", "{}".getBytes()))
			.hasSameHashCodeAs(TypedValue.of("t", "{}".getBytes()))
			.isNotEqualTo(TypedValue.json("u", "{}"));
	}

	@Test
	void readsTheMessageNameWithAndWithoutPrefix() {
		assertThat(TypedValue.json("containerd.events.TaskExit", "").messageName())
			.isEqualTo("containerd.events.TaskExit");
		assertThat(TypedValue.json("type.googleapis.com/containerd.events.TaskExit", "").messageName())
			.isEqualTo("containerd.events.TaskExit");
	}

	@Test
	void showsNoContent() {
		assertThat(TypedValue.json("type", "PASSWORD=secret")).asString().doesNotContain("secret");
	}

}
