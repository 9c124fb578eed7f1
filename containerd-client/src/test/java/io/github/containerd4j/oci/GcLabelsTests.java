package io.github.containerd4j.oci;

import java.util.List;
import java.util.stream.Stream;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class GcLabelsTests {

	@Test
	void childrenOfAManifestAreNumberedByTheirKind() {
		assertThat(GcLabels.forChildren(children(MediaTypes.OCI_CONFIG, MediaTypes.OCI_LAYER, "text/x",
				MediaTypes.DOCKER_LAYER_GZIP, "text/y")))
			.containsExactly(entry("containerd.io/gc.ref.content.config", digest(MediaTypes.OCI_CONFIG)),
					entry("containerd.io/gc.ref.content.l.0", digest(MediaTypes.OCI_LAYER)),
					entry("containerd.io/gc.ref.content.0", digest("text/x")),
					entry("containerd.io/gc.ref.content.l.1", digest(MediaTypes.DOCKER_LAYER_GZIP)),
					entry("containerd.io/gc.ref.content.1", digest("text/y")));
	}

	@Test
	void nestedIndexesHaveNoKindOfTheirOwn() {
		assertThat(GcLabels
			.forChildren(children(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_INDEX, MediaTypes.DOCKER_MANIFEST)))
			.containsExactly(entry("containerd.io/gc.ref.content.m.0", digest(MediaTypes.OCI_MANIFEST)),
					entry("containerd.io/gc.ref.content.0", digest(MediaTypes.OCI_INDEX)),
					entry("containerd.io/gc.ref.content.m.1", digest(MediaTypes.DOCKER_MANIFEST)));
	}

	@Test
	void theConfigNamesTheUppermostSnapshot() {
		Digest chain = Digest.sha256("chain");

		assertThat(GcLabels.snapshot("native", chain))
			.containsExactly(entry("containerd.io/gc.ref.snapshot.native", chain.toString()));
	}

	private static List<OciDescriptor> children(String... mediaTypes) {
		return Stream.of(mediaTypes)
			.map((mediaType) -> OciDescriptor.of(Descriptor.of(mediaType, Digest.sha256(mediaType), 1)))
			.toList();
	}

	private static String digest(String mediaType) {
		return Digest.sha256(mediaType).toString();
	}

}
