package io.github.containerd4j.spring.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.TypedValue;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.Sanitizer;

import static org.assertj.core.api.Assertions.assertThat;

class SpecReaderTests {

	private final SpecReader reader = new SpecReader();

	private final ValueMask mask = new ValueMask(new Sanitizer(), false);

	@Test
	void showsTheSpecWithTheEnvironmentHidden() {
		String json = """
				{"ociVersion": "1.1.0", "process": {"terminal": false, "user": {"uid": 0}, "args": ["sh", "-c", "id"],
				"env": ["PATH=/bin", "SECRET=x", 7], "rlimits": [{"type": "RLIMIT_NOFILE", "hard": 18446744073709551615}]},
				"hooks": {"poststop": [{"path": "/bin/true", "env": ["TOKEN=x"]}]}, "linux": null}
				""";

		SpecDescriptor spec = read(json);

		assertThat(spec.type()).isEqualTo(TypedValue.RUNTIME_SPEC);
		assertThat(spec.size()).isEqualTo(json.length());
		assertThat(spec.value()).containsOnlyKeys("ociVersion", "process", "hooks");
		assertThat(spec.value()).extractingByKey("process", InstanceOfAssertFactories.MAP)
			.containsEntry("args", List.of("sh", "-c", "id"))
			.containsEntry("env", List.of("PATH=******", "SECRET=******", "******"))
			.extractingByKey("rlimits")
			.hasToString("[{type=RLIMIT_NOFILE, hard=18446744073709551615}]");
		assertThat(spec.value()).extractingByKey("hooks")
			.isEqualTo(Map.of("poststop", List.of(Map.of("path", "/bin/true", "env", List.of("TOKEN=******")))));
	}

	@Test
	void hidesSecretsInAnnotationsAndMountOptions() {
		SpecDescriptor spec = read("""
				{"annotations": {"io.kubernetes.cri.sandbox-name": "web", "vault.token": "x"},
				"mounts": [{"destination": "/m", "type": "cifs", "options": ["rw", "password=x"]}]}""");

		assertThat(spec.value()).isEqualTo(Map.of("annotations",
				Map.of("io.kubernetes.cri.sandbox-name", "web", "vault.token", "******"), "mounts",
				List.of(Map.of("destination", "/m", "type", "cifs", "options", List.of("rw", "password=******")))));
	}

	@Test
	void keepsEmptyPlacesOfLists() {
		assertThat(read("{\"x\": [null, [1, {}]]}").value())
			.isEqualTo(Map.of("x", Arrays.asList(null, List.of(1, Map.of()))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not JSON", "[1]", "{", "{\"a\": }", "null", "\u0000{}", "\"text\"" })
	void describesWhatIsNoJsonObject(String text) {
		assertThat(read(text)).isEqualTo(new SpecDescriptor(TypedValue.RUNTIME_SPEC, text.length(), null));
	}

	@Test
	void describesASpecOfAnotherType() {
		TypedValue spec = TypedValue.of("example.com/Spec", "{\"env\": [\"A=b\"]}".getBytes(StandardCharsets.UTF_8));

		assertThat(this.reader.read(spec, this.mask)).isEqualTo(new SpecDescriptor("example.com/Spec", 16, null));
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 400, 100_000 })
	void describesASpecThatIsNestedTooDeeply(int depth) {
		assertThat(read("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}").value()).isNull();
		assertThat(read("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)).value()).isNull();
	}

	private SpecDescriptor read(String json) {
		return this.reader.read(TypedValue.json(TypedValue.RUNTIME_SPEC, json), this.mask);
	}

}
