package io.github.containerd4j.checkpoint;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.oci.ImageFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RestoredSpecTests {

	@ParameterizedTest
	@CsvSource({ "/default/old, /default/new", "system.slice:prefix:old, system.slice:prefix:new", "/a/b/old, /a/b/new",
			"/default/other, /default/other" })
	void givesTheControlGroupTheNewName(String path, String expected) {
		assertThat(renamed("{\"linux\":{\"cgroupsPath\":\"" + path + "\"}}", "old"))
			.isEqualTo("{\"linux\":{\"cgroupsPath\":\"" + expected + "\"}}");
	}

	@Test
	void learnsTheOldNameFromTheControlGroup() {
		String spec = "{\"hostname\":\"old\",\"linux\":{\"cgroupsPath\":\"/default/old\"}}";

		assertThat(renamed(spec, null))
			.isEqualTo("{\"hostname\":\"new\",\"linux\":{\"cgroupsPath\":\"/default/new\"}}");
	}

	@Test
	void replacesTheNameOnlyWhereItStandsAlone() {
		String spec = """
				{"hostname":"older","process":{"args":["old"]},"annotations":{"id":"old","note":"an old one"}}""";

		assertThat(renamed(spec, "old")).isEqualTo("""
				{"hostname":"older","process":{"args":["old"]},"annotations":{"id":"new","note":"an old one"}}""");
	}

	@Test
	void keepsWhatItDoesNotKnow() {
		String spec = "{\"future\":{\"big\":12345678901234567890,\"exact\":1.50,\"nothing\":null,\"<\":\"&\"}}";

		assertThat(renamed(spec, "old")).isEqualTo(spec);
	}

	@ParameterizedTest
	@CsvSource({ "[]", "no json {" })
	void refusesWhatIsNoObject(String text) {
		TypedValue value = TypedValue.json(TypedValue.RUNTIME_SPEC, text);

		assertThatExceptionOfType(ImageFormatException.class)
			.isThrownBy(() -> RestoredSpec.renamed(value, "image", null, "new"))
			.withMessageContaining("image");
	}

	private static String renamed(String spec, String oldId) {
		TypedValue value = TypedValue.json(TypedValue.RUNTIME_SPEC, spec);
		return RestoredSpec.renamed(value, "image", oldId, "new").asText();
	}

}
