package io.github.containerd4j.oci;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ImageConfigTests {

	private static final Digest LAYER = Digest.sha256("layer");

	@Test
	void whatIsBuiltIsRead() {
		HistoryEntry step = new HistoryEntry(Instant.parse("2026-01-02T03:04:05.5Z"), "make", "me", "note", true);
		ImageConfig config = ImageConfig.builder(Platform.of("linux", "arm", "v7"))
			.created(Instant.EPOCH)
			.author("me")
			.user("1000:1000")
			.env(List.of("A=1", "B="))
			.entrypoint("/bin/app")
			.cmd("-v", "x")
			.workingDir("/data")
			.labels(Map.of("l", "v"))
			.exposedPorts("8080/tcp", "53/udp")
			.volumes("/data")
			.stopSignal("SIGQUIT")
			.diffIds(List.of(LAYER))
			.history(List.of(step))
			.build();

		ImageConfig read = ImageConfig.parse(config.toJson());

		assertThat(read).isEqualTo(config).hasSameHashCodeAs(config);
		assertThat(read.platform()).hasToString("linux/arm/v7");
		assertThat(read.created()).isEqualTo(Instant.EPOCH);
		assertThat(read.author()).isEqualTo("me");
		assertThat(read.user()).isEqualTo("1000:1000");
		assertThat(read.env()).containsExactly("A=1", "B=");
		assertThat(read.entrypoint()).containsExactly("/bin/app");
		assertThat(read.cmd()).containsExactly("-v", "x");
		assertThat(read.workingDir()).isEqualTo("/data");
		assertThat(read.labels()).containsExactly(Map.entry("l", "v"));
		assertThat(read.exposedPorts()).containsExactly("53/udp", "8080/tcp");
		assertThat(read.volumes()).containsExactly("/data");
		assertThat(read.stopSignal()).isEqualTo("SIGQUIT");
		assertThat(read.diffIds()).containsExactly(LAYER);
		assertThat(read.history()).containsExactly(step);
	}

	@Test
	void unknownFieldsAreKept() {
		ImageConfig config = ImageConfig.parse(bytes("""
				{"architecture":"amd64","os":"linux","docker_version":"1.2",
				"config":{"Healthcheck":{"Interval":30000000000},"Env":["A=1"]},
				"rootfs":{"type":"layers","diff_ids":[]}}"""));

		String json = text(config.toBuilder().env(List.of("A=2")).build().toJson());

		assertThat(json).contains("\"docker_version\":\"1.2\"", "\"Healthcheck\":{\"Interval\":30000000000}", "A=2")
			.doesNotContain("A=1");
		assertThat(config.env()).containsExactly("A=1");
	}

	@Test
	void theOrderOfCallsDoesNotMatter() {
		Platform platform = Platform.of("linux", "amd64");
		ImageConfig one = ImageConfig.builder(platform).user("a").cmd("x").author("b").created(Instant.EPOCH).build();
		ImageConfig other = ImageConfig.builder(platform).created(Instant.EPOCH).author("b").cmd("x").user("a").build();

		assertThat(one.toJson()).isEqualTo(other.toJson());
		assertThat(text(one.toJson())).isEqualTo("{\"created\":\"1970-01-01T00:00:00Z\",\"author\":\"b\","
				+ "\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Cmd\":[\"x\"],\"User\":\"a\"},"
				+ "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}");
	}

	@Test
	void nullsOfDockerCountAsAbsent() {
		ImageConfig config = ImageConfig.parse(bytes("""
				{"architecture":"amd64","os":"linux","history":null,
				"config":{"Entrypoint":null,"Labels":null,"Volumes":null},"rootfs":{"diff_ids":null}}"""));

		assertThat(config.entrypoint()).isEmpty();
		assertThat(config.labels()).isEmpty();
		assertThat(config.volumes()).isEmpty();
		assertThat(config.diffIds()).isEmpty();
		assertThat(config.history()).isEmpty();
		assertThat(config.created()).isNull();
		assertThat(config.toBuilder().user("u").build().user()).isEqualTo("u");
	}

	@Test
	void timesMayHaveAnOffset() {
		ImageConfig config = ImageConfig.parse(bytes("{\"created\":\"2026-01-01T02:00:00.25+02:00\"}"));

		assertThat(config.created()).isEqualTo(Instant.parse("2026-01-01T00:00:00.25Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"created\":\"yesterday\"}", "{\"config\":{\"Env\":\"A=1\"}}",
			"{\"config\":{\"Env\":[1]}}", "{\"rootfs\":{\"diff_ids\":[\"x\"]}}", "{\"history\":[1]}", "[]" })
	void whatIsNoConfigIsRefused(String json) {
		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> ImageConfig.parse(bytes(json)))
			.withMessageContaining("image config");
	}

	@Test
	void theEnvironmentIsNotPrinted() {
		ImageConfig config = ImageConfig.builder(Platform.of("linux", "amd64")).env(List.of("PASSWORD=geheim")).build();

		assertThat(config).hasToString("ImageConfig[linux/amd64, 0 layers]");
	}

	@Test
	void badArgumentsAreRefused() {
		ImageConfigBuilder builder = ImageConfig.builder(Platform.of("linux", "amd64"));

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> builder.env(List.of("=x")));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> builder.platform(Platform.of("", "amd64")));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
