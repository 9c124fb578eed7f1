package io.github.containerd4j.archive;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.containerd4j.oci.ImageFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DockerImageTests {

	@Test
	void readsWhatItWrites() {
		DockerImage image = new DockerImage("blobs/sha256/c", List.of("x:1"), List.of("a", "b"));

		assertThat(DockerImage.parse(DockerImage.toJson(List.of(image)))).containsExactly(image);
	}

	@Test
	void readsTheNullsOfGo() {
		String json = "[{\"Config\":\"./c.json\",\"RepoTags\":null,\"Layers\":null}]";

		assertThat(DockerImage.parse(json.getBytes(StandardCharsets.UTF_8)))
			.containsExactly(new DockerImage("c.json", List.of(), List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "[1]", "[{}]", "[{\"Config\":\"\"}]", "[{\"Config\":\"/etc/passwd\"}]",
			"[{\"Config\":\"c\",\"Layers\":[\"../x\"]}]", "[{\"Config\":\"c\",\"Layers\":[{}]}]", "[{\"Config\"" })
	void refusesWhatDockerDoesNotWrite(String json) {
		assertThatExceptionOfType(ImageFormatException.class)
			.isThrownBy(() -> DockerImage.parse(json.getBytes(StandardCharsets.UTF_8)));
	}

}
