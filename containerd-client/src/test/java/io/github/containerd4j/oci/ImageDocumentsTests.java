package io.github.containerd4j.oci;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class ImageDocumentsTests {

	private static final Platform AMD64 = Platform.of("linux", "amd64");

	private static final Platform ARM64 = Platform.of("linux", "arm64");

	private static final PlatformMatcher WANTED = PlatformMatcher.forPlatform(AMD64);

	private final BlobServer blobs = new BlobServer();

	private final ImageDocuments documents = ImageDocuments.of(this.blobs.content());

	@AfterEach
	void stop() {
		this.blobs.close();
	}

	@Test
	void aManifestIsTakenAsItIs() {
		Descriptor manifest = image(ARM64).content();

		assertThat(this.documents.resolve(manifest, WANTED).content()).isEqualTo(manifest);
	}

	@Test
	void theBestMatchOfAnIndexIsTaken() {
		OciDescriptor old = named(image(Platform.of("linux", "386")));
		OciDescriptor best = named(image(AMD64));
		Descriptor index = index(named(image(ARM64)), old, best);

		assertThat(this.documents.resolve(index, WANTED)).isEqualTo(best);
		this.blobs.remove(best.digest());
		assertThat(this.documents.resolve(index, WANTED)).isEqualTo(old);
	}

	@Test
	void ofEqualEntriesTheFirstIsTaken() {
		OciDescriptor first = named(image(AMD64));
		OciDescriptor second = OciDescriptor.of(artifact().content(), AMD64);

		assertThat(this.documents.resolve(index(first, second), WANTED)).isEqualTo(first);
		assertThat(this.documents.resolve(index(second, first), WANTED)).isEqualTo(second);
	}

	@Test
	void anEntryWithoutPlatformIsDecidedByItsConfig() {
		OciDescriptor other = image(ARM64);
		OciDescriptor wanted = image(AMD64);

		assertThat(this.documents.resolve(index(artifact(), other, wanted), WANTED)).isEqualTo(wanted);
	}

	@Test
	void anEntryWithPlatformComesBeforeOneWithout() {
		OciDescriptor without = image(AMD64);
		OciDescriptor with = named(image(Platform.of("linux", "386")));

		assertThat(this.documents.resolve(index(without, with), WANTED)).isEqualTo(with);
	}

	@Test
	void nestedIndexesAreSearched() {
		OciDescriptor wanted = named(image(AMD64));
		Descriptor inner = index(named(image(ARM64)), wanted);

		assertThat(this.documents.resolve(index(OciDescriptor.of(index()), OciDescriptor.of(inner)), WANTED))
			.isEqualTo(wanted);
	}

	@Test
	void aMismatchListsWhatIsOffered() {
		Descriptor index = index(named(image(ARM64)), image(Platform.of("linux", "s390x")),
				OciDescriptor.of(artifact().content(), Platform.of("unknown", "unknown")));

		assertThatExceptionOfType(PlatformMismatchException.class)
			.isThrownBy(() -> this.documents.resolve(index, WANTED))
			.withMessageContaining("no manifest for linux/amd64, the image offers linux/arm64, linux/s390x")
			.satisfies((ex) -> assertThat(ex.offered()).containsExactly(ARM64, Platform.of("linux", "s390x")));
	}

	@Test
	void offeredContentThatIsMissingIsNoMismatch() {
		OciDescriptor wanted = named(image(AMD64));
		Descriptor index = index(wanted);
		this.blobs.remove(wanted.digest());

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.documents.resolve(index, WANTED))
			.isNotInstanceOf(PlatformMismatchException.class)
			.withMessageContaining(wanted.digest().toString());
	}

	@Test
	void somethingElseIsNoImage() {
		assertThatExceptionOfType(ImageFormatException.class)
			.isThrownBy(() -> this.documents.resolve(Descriptor.of("text/plain", Digest.sha256("x"), 1), WANTED))
			.withMessageContaining("neither that of a manifest nor of an index");
	}

	@Test
	void anIndexThatContainsItselfIsRefused() {
		Descriptor outer = Descriptor.of(MediaTypes.OCI_INDEX, Digest.sha256("outer"), 9);
		Descriptor inner = index(OciDescriptor.of(outer));
		this.blobs.put(outer.digest(), Index.of(List.of(OciDescriptor.of(inner))).toJson());

		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> this.documents.resolve(outer, WANTED))
			.withMessageContaining("contains itself");
		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> this.documents.walk(outer))
			.withMessageContaining("contains itself");
		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> this.documents.platforms(outer))
			.withMessageContaining("contains itself");
	}

	@Test
	void indexesAreNestedEightDeepAtMost() {
		Descriptor eight = nested(8);
		Descriptor nine = nested(9);

		assertThat(this.documents.walk(eight)).hasSize(9 + 1);
		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> this.documents.walk(nine))
			.withMessageContaining("more than 8 indexes deep");
	}

	@Test
	void indexesThatRepeatThemselvesAreReadOnce() {
		Descriptor index = index(image(ARM64));
		for (int level = 0; level < 7; level++) {
			index = index(Collections.nCopies(100, OciDescriptor.of(index)).toArray(OciDescriptor[]::new));
		}

		assertThat(this.documents.walk(index)).hasSize(8 + 2);
		assertThat(this.documents.platforms(index)).containsExactly(ARM64);
	}

	@Test
	void aWalkGoesFromParentsToChildrenAndNamesEachBlobOnce() {
		OciDescriptor one = named(image(AMD64));
		OciDescriptor two = named(image(ARM64));
		Descriptor index = index(one, two, one);
		List<Digest> expected = new ArrayList<>(List.of(index.digest(), one.digest()));
		this.documents.children(one.content()).forEach((child) -> expected.add(child.digest()));
		expected.add(two.digest());
		this.documents.children(two.content()).forEach((child) -> expected.add(child.digest()));

		assertThat(this.documents.walk(index)).extracting(OciDescriptor::digest)
			.containsExactlyElementsOf(expected.stream().distinct().toList());
		assertThat(this.documents.walk(index).get(1).platform()).isEqualTo(AMD64);
	}

	@Test
	void aWalkMindsAMissingManifestOrListsIt() {
		OciDescriptor missing = named(image(AMD64));
		Descriptor index = index(missing);
		this.blobs.remove(missing.digest());

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.documents.walk(index));
		assertThat(this.documents.walkAvailable(index)).extracting(OciDescriptor::digest)
			.containsExactly(index.digest(), missing.digest());
	}

	@Test
	void platformsComeFromIndexesAndConfigs() {
		OciDescriptor missing = image(Platform.of("linux", "s390x"));
		Descriptor index = index(named(image(AMD64)), image(ARM64), missing, named(image(AMD64)), artifact());
		this.blobs.remove(missing.digest());

		assertThat(this.documents.platforms(index)).containsExactly(AMD64, ARM64);
		assertThat(this.documents.platforms(image(ARM64).content())).containsExactly(ARM64);
		assertThat(this.documents.platforms(artifact().content())).isEmpty();
	}

	@Test
	void documentsAreBounded() {
		Digest digest = Digest.sha256("large");
		this.blobs.put(digest, new byte[ImageDocuments.MAX_SIZE + 1]);

		assertThatExceptionOfType(ImageFormatException.class)
			.isThrownBy(() -> this.documents.manifest(Descriptor.of(MediaTypes.OCI_MANIFEST, digest, 1)))
			.withMessageContaining("more than " + ImageDocuments.MAX_SIZE + " bytes");
	}

	@Test
	void aManifestOfMoreThanFourMegabytesIsRead() {
		List<OciDescriptor> layers = Collections.nCopies(40_000,
				OciDescriptor.of(Descriptor.of(MediaTypes.OCI_LAYER_GZIP, Digest.sha256("l"), 1)));
		byte[] json = Manifest.of(layers.get(0), layers).toJson();
		Descriptor manifest = this.blobs.add(MediaTypes.OCI_MANIFEST, json);

		assertThat(json.length).isGreaterThan(4 * 1024 * 1024);
		assertThat(this.documents.manifest(manifest).layers()).hasSize(40_000);
	}

	@Test
	void aBrokenDocumentIsNamed() {
		Descriptor broken = this.blobs.add(MediaTypes.OCI_INDEX, new byte[] { 'x' });

		assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> this.documents.index(broken))
			.withMessageStartingWith("read image index \"" + broken.digest() + "\": it is no JSON");
	}

	private Descriptor nested(int depth) {
		Descriptor descriptor = image(Platform.of("linux", "depth" + depth)).content();
		for (int level = 0; level < depth; level++) {
			descriptor = index(OciDescriptor.of(descriptor));
		}
		return descriptor;
	}

	private Descriptor index(OciDescriptor... entries) {
		return this.blobs.add(MediaTypes.OCI_INDEX, Index.of(List.of(entries)).toJson());
	}

	private static OciDescriptor nothing() {
		return OciDescriptor.of(Descriptor.of(MediaTypes.OCI_EMPTY, new byte[] { '{', '}' }));
	}

	private OciDescriptor artifact() {
		return OciDescriptor.of(this.blobs.add(MediaTypes.OCI_MANIFEST, Manifest.of(nothing(), List.of()).toJson()));
	}

	/** An image whose config tells the platform; the descriptor does not. */
	private OciDescriptor image(Platform platform) {
		byte[] config = ImageConfig.builder(platform).build().toJson();
		OciDescriptor stored = OciDescriptor.of(this.blobs.add(MediaTypes.OCI_CONFIG, config));
		return OciDescriptor.of(this.blobs.add(MediaTypes.OCI_MANIFEST, Manifest.of(stored, List.of()).toJson()));
	}

	private OciDescriptor named(OciDescriptor image) {
		return OciDescriptor.of(image.content(), this.documents.platforms(image.content()).get(0));
	}

}
