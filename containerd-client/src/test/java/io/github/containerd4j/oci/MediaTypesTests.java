package io.github.containerd4j.oci;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MediaTypesTests {

	@ParameterizedTest
	@CsvSource({ "application/vnd.oci.image.layer.v1.tar, NONE", "application/vnd.oci.image.layer.v1.tar+gzip, GZIP",
			"application/vnd.oci.image.layer.v1.tar+zstd, ZSTD",
			"application/vnd.oci.image.layer.nondistributable.v1.tar, NONE",
			"application/vnd.oci.image.layer.nondistributable.v1.tar+gzip, GZIP",
			"application/vnd.docker.image.rootfs.diff.tar, NONE",
			"application/vnd.docker.image.rootfs.diff.tar.gzip, GZIP",
			"application/vnd.docker.image.rootfs.diff.tar.zstd, ZSTD",
			"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip, GZIP" })
	void layersTellTheirCompression(String mediaType, Compression compression) {
		assertThat(MediaTypes.isLayer(mediaType)).isTrue();
		assertThat(MediaTypes.compressionOf(mediaType)).contains(compression);
	}

	@Test
	void encryptedLayersAndOthersHaveNoKnownCompression() {
		assertThat(MediaTypes.isLayer("application/vnd.oci.image.layer.v1.tar+gzip+encrypted")).isTrue();
		assertThat(MediaTypes.compressionOf("application/vnd.oci.image.layer.v1.tar+gzip+encrypted")).isEmpty();
		assertThat(MediaTypes.isLayer("application/vnd.erofs.layer.v1")).isTrue();
		assertThat(MediaTypes.compressionOf("application/vnd.erofs.layer.v1")).isEmpty();
		assertThat(MediaTypes.isLayer("application/vnd.in-toto+json")).isFalse();
		assertThat(MediaTypes.compressionOf("application/x-tar+gzip")).isEmpty();
	}

	@Test
	void foreignLayersAreNotDistributable() {
		assertThat(MediaTypes.isNonDistributable(MediaTypes.DOCKER_FOREIGN_LAYER_GZIP)).isTrue();
		assertThat(MediaTypes.isNonDistributable("application/vnd.oci.image.layer.nondistributable.v1.tar+zstd"))
			.isTrue();
		assertThat(MediaTypes.isNonDistributable(MediaTypes.OCI_LAYER_GZIP)).isFalse();
	}

}
