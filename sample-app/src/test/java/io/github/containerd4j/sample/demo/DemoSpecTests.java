package io.github.containerd4j.sample.demo;

import java.util.Map;

import io.github.containerd4j.TypedValue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class DemoSpecTests {

	@Test
	void fillsInWhatDiffersFromContainerToContainer() {
		TypedValue value = DemoSpec.of(new DemoContainer("demo", "web", "echo \"hi\"\nexit 3", Map.of()));

		JsonNode spec = JsonMapper.shared().readTree(value.asText());
		assertThat(value.typeUrl()).isEqualTo(TypedValue.RUNTIME_SPEC);
		assertThat(spec.path("hostname").asString()).isEqualTo("web");
		assertThat(spec.path("linux").path("cgroupsPath").asString()).isEqualTo("/demo/web");
		assertThat(spec.path("process").path("args").valueStream().map(JsonNode::asString)).containsExactly("sh", "-c",
				"echo \"hi\"\nexit 3");
		assertThat(value.asText()).doesNotContain("set by code");
	}

}
