package io.github.containerd4j.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SpecDocumentTests {

	private final SpecDocument document = SpecDocument
		.parse("{\"process\":{\"env\":[\"A=1\",\"B=2\"]},\"a/b\":{\"~\":true}}");

	@Test
	void findsByPointer() {
		assertThat(this.document.findText("/process/env/1")).contains("B=2");
		assertThat(this.document.find("/a~1b/~0")).contains(true);
		assertThat(this.document.find("/process/env/2")).isEmpty();
		assertThat(this.document.find("/process/env/x")).isEmpty();
		assertThat(this.document.find("/process/env/0/deeper")).isEmpty();
		assertThat(this.document.texts("/process/env")).containsExactly("A=1", "B=2");
		assertThat(this.document.list("/process")).isEmpty();
	}

	@Test
	void setsAndMakesTheWay() {
		this.document.set("/linux/resources/memory/limit", 1).set("/process/env/0", "A=3").set("/process/env/-", "C");

		assertThat(this.document.toJson()).isEqualTo("{\"process\":{\"env\":[\"A=3\",\"B=2\",\"C\"]},"
				+ "\"a/b\":{\"~\":true},\"linux\":{\"resources\":{\"memory\":{\"limit\":1}}}}");
	}

	@Test
	void addsToAListAndMakesIt() {
		this.document.add("/mounts", Map.of("destination", "/x")).add("/process/env", "C");

		assertThat(this.document.find("/mounts")).contains(List.of(Map.of("destination", "/x")));
		assertThat(this.document.texts("/process/env")).containsExactly("A=1", "B=2", "C");
	}

	@Test
	void removes() {
		this.document.remove("/process/env/0").remove("/a~1b").remove("/none/at/all").remove("/process/env/9");

		assertThat(this.document.toJson()).isEqualTo("{\"process\":{\"env\":[\"B=2\"]}}");
	}

	@Test
	void givesCopies() {
		this.document.list("/process/env").clear();
		List<Object> added = new ArrayList<>(List.of("x"));
		this.document.set("/list", added);
		added.clear();

		assertThat(this.document.texts("/process/env")).hasSize(2);
		assertThat(this.document.texts("/list")).containsExactly("x");
	}

	@Test
	void keepsNumbersAndTextAsTheyAre() {
		String json = "{\"big\":18446744073709551615,\"small\":-1,\"half\":0.5,\"text\":\"<&>'\\u0001é\"}";

		assertThat(SpecDocument.parse(json).toJson()).isEqualTo(json);
	}

	@Test
	void takesNullForAbsent() {
		assertThat(SpecDocument.parse("{\"a\":null,\"b\":1}").toJson()).isEqualTo("{\"b\":1}");
	}

	@Test
	void becomesATypedValue() {
		TypedValue value = this.document.toTypedValue(TypedValue.RUNTIME_SPEC);

		assertThat(value.typeUrl()).isEqualTo(TypedValue.RUNTIME_SPEC);
		assertThat(SpecDocument.of(value).toJson()).isEqualTo(this.document.toJson());
	}

	@Test
	void showsNoValues() {
		assertThat(this.document.toString()).contains("process").doesNotContain("A=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{} {}", "{'a':1}", "no", "{\"a\":[null]}" })
	void refusesWhatIsNoJsonObject(String json) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> SpecDocument.parse(json));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "process", "/process/env/5", "/process/env/x", "/process/env/0/x" })
	void refusesPointersThatLeadNowhere(String pointer) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.document.set(pointer, "v"));
	}

	@Test
	void refusesWhatJsonHasNot() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.document.set("/x", new Object()));
	}

}
