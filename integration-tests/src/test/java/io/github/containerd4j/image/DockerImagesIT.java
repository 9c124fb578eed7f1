package io.github.containerd4j.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Images that are not of OCI's media types, or whose layers are packed in other ways.
 */
@DaemonTest
@Timeout(120)
class DockerImagesIT {

	private final Namespace namespace;

	private final ImageFixture fixture = new ImageFixture();

	private final OciDescriptor manifest = this.fixture.image(ImageFixture.LINUX, 1, 50_000, 70);

	private final byte[] packed = this.fixture.blobs().get(layer().digest());

	DockerImagesIT(Namespace namespace) {
		this.namespace = namespace;
	}

	@Test
	void unpacksAnImageOfDocker() {
		try (TestRegistry registry = TestRegistry.plain()) {
			String name = Skopeo.pushAsDocker(this.fixture, this.manifest, registry, "docker/one:1");

			assertThat(pull(name).target().mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
			assertThat(this.namespace.snapshots().list()).hasSize(1);
		}
	}

	@Test
	void takesTheHostsPlatformFromAListOfDocker() {
		OciDescriptor index = this.fixture.index(this.manifest,
				this.fixture.image(Platform.of("linux", "arm64"), 1, 1000, 71));
		try (TestRegistry registry = TestRegistry.plain()) {
			String name = Skopeo.pushAsDocker(this.fixture, index, registry, "docker/list:1");

			assertThat(pull(name).target().mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST_LIST);
			assertThat(this.namespace.snapshots().list()).hasSize(1);
			assertThat(this.namespace.content().list()).hasSize(4);
		}
	}

	@Test
	void unpacksAPlainLayer() throws IOException {
		pullsWith(OciDescriptor.of(this.fixture.add(MediaTypes.OCI_LAYER, tar())));
	}

	@Test
	void unpacksALayerOfZstd(@TempDir Path directory) throws Exception {
		Path tar = Files.write(directory.resolve("layer.tar"), tar());
		assertThat(new ProcessBuilder("zstd", "--quiet", tar.toString()).start().waitFor()).isZero();

		byte[] zstd = Files.readAllBytes(directory.resolve("layer.tar.zst"));
		pullsWith(OciDescriptor.of(this.fixture.add(MediaTypes.OCI_LAYER_ZSTD, zstd)));
	}

	@Test
	void takesAForeignLayerFromElsewhere() throws IOException {
		ImageFixture elsewhere = new ImageFixture();
		OciDescriptor foreign = OciDescriptor.of(elsewhere.add(MediaTypes.DOCKER_FOREIGN_LAYER_GZIP, this.packed));
		this.fixture.blobs().remove(foreign.digest());
		try (FaultyRegistry other = new FaultyRegistry(elsewhere, foreign, UnaryOperator.identity())) {
			String url = "http://" + other.name().replaceAll("/.*", "") + "/v2/any/blobs/" + foreign.digest();

			pullsWith(new OciDescriptor(foreign.content(), null, List.of(url), ""));
		}
	}

	@Test
	void refusesAnImageOfSchema1() throws IOException {
		OciDescriptor old = OciDescriptor.of(this.fixture.add(MediaTypes.DOCKER_SCHEMA1_SIGNED, """
				{"schemaVersion":1,"name":"faulty/image","tag":"1","architecture":"amd64","fsLayers":[],"history":[]}"""
			.getBytes()));
		try (FaultyRegistry registry = new FaultyRegistry(this.fixture, old, UnaryOperator.identity())) {
			assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> pull(registry.name()))
				.withMessageContaining("only as Docker schema 1, which is not supported");
		}
		assertThat(this.namespace.content().list()).isEmpty();
		assertThat(this.namespace.leases().list()).isEmpty();
	}

	private void pullsWith(OciDescriptor layer) throws IOException {
		Digest diffId = Digest.sha256(tar());
		OciDescriptor image = this.fixture.image(ImageFixture.LINUX, List.of(layer), List.of(diffId));
		try (FaultyRegistry registry = new FaultyRegistry(this.fixture, image, UnaryOperator.identity())) {
			assertThat(pull(registry.name()).target().digest()).isEqualTo(image.digest());
		}
		assertThat(this.namespace.snapshots().find(diffId.toString())).isPresent();
		assertThat(this.namespace.content().find(layer.digest())).isPresent();
	}

	private Image pull(String name) {
		return this.namespace.images().pull(name, PullOptions.builder().engine(TransferEngine.CLIENT).build());
	}

	private OciDescriptor layer() {
		return Manifest.parse(this.fixture.blobs().get(this.manifest.digest()), this.manifest.mediaType())
			.layers()
			.get(0);
	}

	private byte[] tar() throws IOException {
		try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(this.packed))) {
			return input.readAllBytes();
		}
	}

}
