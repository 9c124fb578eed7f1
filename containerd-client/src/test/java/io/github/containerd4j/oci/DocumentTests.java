package io.github.containerd4j.oci;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DocumentTests {

	private static final Digest DIGEST = Digest.sha256("x");

	private static final String BLOB = "{\"mediaType\":\"%s\",\"digest\":\"" + DIGEST + "\",\"size\":7}";

	@Test
	void aManifestIsReadAndWritten() {
		OciDescriptor config = descriptor(MediaTypes.OCI_CONFIG);
		OciDescriptor layer = new OciDescriptor(
				new Descriptor(MediaTypes.OCI_LAYER_GZIP, DIGEST, 5, Map.of("b", "2", "a", "1")), null,
				List.of("https://example.org/l"), "");
		Manifest manifest = new Manifest(MediaTypes.OCI_MANIFEST, config, List.of(layer), "a/b", config,
				Map.of("k", "v"));

		byte[] json = manifest.toJson();

		assertThat(Manifest.parse(json, MediaTypes.OCI_MANIFEST)).isEqualTo(manifest);
		assertThat(text(json)).startsWith("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\"")
			.contains("{\"a\":\"1\",\"b\":\"2\"}");
	}

	@Test
	void anIndexIsReadAndWritten() {
		Index index = Index.of(List.of(
				OciDescriptor.of(descriptor(MediaTypes.OCI_MANIFEST).content(),
						new Platform("windows", "amd64", "v2", "10.0.1", List.of("win32k"))),
				descriptor(MediaTypes.DOCKER_MANIFEST)));

		assertThat(Index.parse(index.toJson(), MediaTypes.OCI_INDEX)).isEqualTo(index);
	}

	@Test
	void textIsNotEscapedMoreThanJsonNeeds() {
		Manifest manifest = new Manifest(MediaTypes.OCI_MANIFEST, descriptor(MediaTypes.OCI_CONFIG), List.of(), "",
				null, Map.of("cmd", "a && b <c> 'ü' \"q\""));

		assertThat(text(manifest.toJson())).contains("\"a && b <c> 'ü' \\\"q\\\"\"");
	}

	@Test
	void theMediaTypeIsTheExpectedOneOrItsOwnOrTheUsualOne() {
		byte[] bare = bytes("{\"schemaVersion\":2,\"config\":" + BLOB.formatted("c") + ",\"layers\":null}");
		byte[] docker = bytes(
				"{\"mediaType\":\"" + MediaTypes.DOCKER_MANIFEST + "\",\"config\":" + BLOB.formatted("c") + "}");

		assertThat(Manifest.parse(bare, MediaTypes.DOCKER_MANIFEST).mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
		assertThat(Manifest.parse(docker, "").mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
		assertThat(Manifest.parse(bare, "").mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
	}

	@Test
	void aManifestThatIsAlsoAnIndexIsRefused() {
		byte[] json = bytes("{\"config\":" + BLOB.formatted("c") + ",\"manifests\":[" + BLOB.formatted("m") + "]}");

		refused(() -> Manifest.parse(json, MediaTypes.OCI_MANIFEST), "could be taken for an index");
		refused(() -> Index.parse(json, MediaTypes.OCI_INDEX), "could be taken for a manifest");
	}

	@Test
	void anIndexWithLayersIsRefused() {
		byte[] json = bytes("{\"layers\":[" + BLOB.formatted("l") + "],\"manifests\":[]}");

		refused(() -> Index.parse(json, ""), "could be taken for a manifest");
	}

	@Test
	void anotherMediaTypeThanExpectedIsRefused() {
		byte[] index = Index.of(List.of()).toJson();

		refused(() -> Manifest.parse(index, MediaTypes.OCI_MANIFEST), "it calls itself " + MediaTypes.OCI_INDEX);
		refused(() -> Manifest.parse(index, ""), "it has the media type " + MediaTypes.OCI_INDEX);
	}

	@Test
	void dockersSchema1IsRefusedWithAdvice() {
		byte[] json = bytes("{\"schemaVersion\":1,\"name\":\"a\",\"fsLayers\":[{\"blobSum\":\"" + DIGEST + "\"}]}");

		refused(() -> Manifest.parse(json, ""), "schema 1, which is not supported: push the image again");
		refused(() -> Manifest.parse(json, MediaTypes.DOCKER_SCHEMA1_SIGNED), "schema 1");
		refused(() -> Manifest.parse(json, MediaTypes.DOCKER_MANIFEST), "schema 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "[]", "null", "{", "{}x", "{} {}", "{a:1}", "{'a':1}", "{\"a\":1,}",
			"// c\n{\"config\":{}}", "{\"config\":1}", "{\"config\":{}}", "{\"config\":{\"digest\":\"sha256:1\"}}",
			"{\"mediaType\":1}" })
	void whatIsNoManifestIsRefused(String json) {
		refused(() -> Manifest.parse(bytes(json), ""), "image manifest");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "1.5", "1e30", "\"7\"", "9223372036854775808" })
	void aSizeIsAWholeNumberOf64Bits(String size) {
		byte[] json = bytes("{\"manifests\":[{\"digest\":\"" + DIGEST + "\",\"size\":" + size + "}]}");

		refused(() -> Index.parse(json, ""), "manifests[0].size must be");
	}

	@Test
	void deepNestingIsRefusedAndNotFatal() {
		refused(() -> Index.parse(bytes("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"), ""), "no JSON");
	}

	@Test
	void anArtifactIsNoImage() {
		OciDescriptor layer = descriptor(MediaTypes.OCI_LAYER_GZIP);

		assertThat(Manifest.of(descriptor(MediaTypes.OCI_CONFIG), List.of(layer)).isImage()).isTrue();
		assertThat(Manifest.of(descriptor(MediaTypes.OCI_EMPTY), List.of(layer)).isImage()).isFalse();
		assertThat(Manifest.of(descriptor(MediaTypes.OCI_CONFIG), List.of(descriptor("text/x"))).isImage()).isFalse();
	}

	private static OciDescriptor descriptor(String mediaType) {
		return OciDescriptor.of(Descriptor.of(mediaType, DIGEST, 7));
	}

	private static void refused(ThrowingCallable reading, String message) {
		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(reading).withMessageContaining(message);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
