package io.github.containerd4j.archive;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.content.Digest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ImageNamesTests {

	private static final Digest DIGEST = Digest.sha256("image");

	private final ImageNames plain = new ImageNames(ImportOptions.defaults());

	private final ImageNames prefixed = new ImageNames(ImportOptions.builder().prefix("example.com/app").build());

	@Test
	void takesContainerdsNameLiterally() {
		Map<String, String> annotations = Map.of(ImageNames.CONTAINERD, "any text", ImageNames.OCI, "v1");

		assertThat(this.plain.ofAnnotations(annotations, DIGEST)).containsExactly("any text");
	}

	@Test
	void completesATagByThePrefix() {
		Map<String, String> annotations = Map.of(ImageNames.OCI, "v1");

		assertThat(this.prefixed.ofAnnotations(annotations, DIGEST)).containsExactly("example.com/app:v1");
		assertThat(this.plain.ofAnnotations(annotations, DIGEST)).isEmpty();
	}

	@Test
	void takesAFullReferenceWithoutThePrefix() {
		Map<String, String> annotations = Map.of(ImageNames.OCI, "busybox:1");

		assertThat(this.prefixed.ofAnnotations(annotations, DIGEST)).containsExactly("docker.io/library/busybox:1");
	}

	@Test
	void normalisesTheTagsOfDocker() {
		assertThat(this.plain.ofTags(List.of("busybox:1", "example.com/x:2"), DIGEST))
			.containsExactly("docker.io/library/busybox:1", "example.com/x:2");
	}

	@Test
	void namesByDigestWhatIsAskedFor() {
		ImportOptions.Builder options = ImportOptions.builder().prefix("example.com/app");
		ImageNames unnamed = new ImageNames(options.digestNames(DigestNames.UNNAMED).build());
		ImageNames always = new ImageNames(options.digestNames(DigestNames.ALWAYS).build());

		assertThat(unnamed.ofTags(List.of(), DIGEST)).containsExactly("example.com/app@" + DIGEST);
		assertThat(unnamed.ofTags(List.of("x:1"), DIGEST)).containsExactly("docker.io/library/x:1");
		assertThat(always.ofTags(List.of("x:1"), DIGEST)).containsExactly("docker.io/library/x:1",
				"example.com/app@" + DIGEST);
	}

}
