package io.github.containerd4j.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CdiRegistryTests {

	private static final String DOCUMENT = """
			{"cdiVersion":"0.6.0","kind":"acme.com/gpu",
			"containerEdits":{"env":["COMMON=1"],"mounts":[{"hostPath":"/lib/acme","containerPath":"/acme"}]},
			"devices":[
			{"name":"0","containerEdits":{"env":["A=2"],"deviceNodes":[{"path":"/dev/acme0","hostPath":"/dev/null"}],
			"hooks":[{"hookName":"createContainer","path":"/bin/hook","args":["hook"]}],"additionalGids":[44]}},
			{"name":"1","containerEdits":{"deviceNodes":[
			{"path":"/dev/acme1","type":"b","major":8,"minor":300,"fileMode":432,"permissions":"r"}]}}]}""";

	@TempDir
	Path low;

	@TempDir
	Path high;

	private CdiRegistry registry() {
		return new CdiRegistry(List.of(this.low, this.high, this.low.resolve("none")));
	}

	@Test
	void editsWhatDevicesHaveInCommonOnce() throws IOException {
		Files.writeString(this.low.resolve("acme.json"), DOCUMENT);
		SpecDocument spec = SpecDocument.parse("{\"process\":{\"env\":[\"A=1\"]}}");

		registry().edits(List.of("acme.com/gpu=0", "acme.com/gpu=1")).forEach((edits) -> CdiPart.apply(edits, spec));

		assertThat(spec.texts("/process/env")).containsExactly("A=2", "COMMON=1");
		assertThat(spec.list("/mounts")).hasSize(1);
		assertThat(spec.findText("/mounts/0/source")).contains("/lib/acme");
		assertThat(spec.find("/linux/devices/0/minor")).contains(3L);
		assertThat(spec.findText("/linux/devices/0/path")).contains("/dev/acme0");
		assertThat(spec.find("/linux/devices/1/minor")).contains(300L);
		assertThat(spec.findText("/linux/devices/1/type")).contains("b");
		assertThat(spec.findText("/linux/resources/devices/1/access")).contains("r");
		assertThat(spec.findText("/hooks/createContainer/0/path")).contains("/bin/hook");
		assertThat(spec.find("/hooks/createContainer/0/hookName")).isEmpty();
		assertThat(spec.list("/process/user/additionalGids")).containsExactly(44L);
	}

	@Test
	void tellsWhichDocumentsAreInAnotherForm() throws IOException {
		Path yaml = Files.writeString(this.high.resolve("acme.yaml"), "kind: acme.com/gpu");

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> registry().edits(List.of("acme.com/gpu=0")))
			.withMessageContaining("not read, because they are YAML: [" + yaml + "]")
			.withMessageContaining("--format=json");
	}

	@Test
	void theLastDirectoryCounts() throws IOException {
		Files.writeString(this.low.resolve("acme.json"), DOCUMENT);
		Files.writeString(this.high.resolve("acme.json"),
				"{\"kind\":\"acme.com/gpu\",\"devices\":[{\"name\":\"0\",\"containerEdits\":{\"env\":[\"B=9\"]}}]}");

		assertThat(registry().edits(List.of("acme.com/gpu=0"))).last()
			.extracting((edits) -> edits.texts("/env"))
			.isEqualTo(List.of("B=9"));
	}

	@Test
	void anUnknownDeviceIsAnError() {
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> registry().edits(List.of("acme.com/gpu=7")))
			.withMessageContaining("acme.com/gpu=7");
	}

	@Test
	void aBrokenDocumentIsNamed() throws IOException {
		Files.writeString(this.low.resolve("broken.json"), "{");

		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> registry().edits(List.of("acme.com/gpu=7")))
			.withMessageContaining("broken.json");
	}

}
