package io.github.containerd4j.image;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.build.ImageBuilder;
import io.github.containerd4j.build.LayerContents;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.lease.LeaseOptions;
import io.github.containerd4j.lease.LeaseResource;
import io.github.containerd4j.test.DaemonTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@DaemonTest
@Timeout(120)
class ImagePruneIT {

	private static final TypedValue SPEC = TypedValue.json(TypedValue.RUNTIME_SPEC, "{}");

	private final Namespace namespace;

	private final ImageService images;

	ImagePruneIT(Namespace namespace) {
		this.namespace = namespace;
		this.images = namespace.images();
	}

	@Test
	void removesWhatNoContainerUsesAndTellsTheSpace() {
		Image used = image("used", "base", "one");
		Image unused = image("unused", "base", "two");
		unused.unpack();
		used.unpack();
		container("c1", "used");
		long before = stored();

		PruneResult result = this.images.prune(PruneOptions.defaults());

		assertThat(result.removed()).extracting(ImageInfo::name).containsExactly("unused");
		assertThat(result.dryRun()).isFalse();
		assertThat(before - stored()).isPositive().isEqualTo(result.contentBytes());
		assertThat(result.snapshotBytes()).isPositive();
		assertThat(result.bytes()).isEqualTo(result.contentBytes() + result.snapshotBytes());
		assertThat(this.namespace.snapshots().list()).hasSize(2);
		assertThat(used.isUnpacked()).isTrue();
		assertThat(this.images.list()).extracting(Image::name).containsExactly("used");
	}

	@Test
	void onlyTellsInADryRun() {
		image("unused", "one").unpack();
		long before = stored();

		PruneResult dry = this.images.prune(PruneOptions.defaults().withDryRun());

		assertThat(dry.dryRun()).isTrue();
		assertThat(dry.contentBytes()).isEqualTo(before);
		assertThat(stored()).isEqualTo(before);
		PruneResult real = this.images.prune(PruneOptions.defaults());
		assertThat(real.removed()).isEqualTo(dry.removed());
		assertThat(real.bytes()).isEqualTo(dry.bytes());
		assertThat(stored()).isZero();
	}

	@Test
	void sparesAllNamesOfAnImageThatIsUsed() {
		Image used = image("used", "one");
		used.tag("other");
		image("byDigest", "two");
		container("c1", "used");
		container("c2", "example.com/x@" + this.images.get("byDigest").target().digest());

		assertThat(this.images.prune(PruneOptions.defaults()).removed()).isEmpty();
	}

	@Test
	void keepsWhatIsAskedFor() {
		image("docker.io/library/a:1", "one");
		image("docker.io/library/b:1", "two");
		image("ghcr.io/c:1", "three");

		PruneResult result = this.images.prune(PruneOptions.defaults().withKeep("docker.io/*:1", "nothing"));

		assertThat(result.removed()).extracting(ImageInfo::name).containsExactly("ghcr.io/c:1");
	}

	@Test
	void removesOnlyWhatPassesAFilter() {
		image("a", "one").setLabels(Map.of("temporary", "yes"));
		image("b", "two");

		PruneResult result = this.images.prune(PruneOptions.defaults().withFilters(Filter.label("temporary", "yes")));

		assertThat(result.removed()).extracting(ImageInfo::name).containsExactly("a");
	}

	@Test
	void removesOnlyWhatIsOldEnough() {
		image("a", "one");

		assertThat(this.images.prune(PruneOptions.defaults().withMinimumAge(Duration.ofHours(1))).removed()).isEmpty();
		assertThat(this.images.prune(PruneOptions.defaults().withMinimumAge(Duration.ofNanos(1))).removed()).hasSize(1);
	}

	@Test
	void sparesWhatIsPinnedForKubernetes() {
		image("a", "one").setLabels(Map.of("io.cri-containerd.pinned", "pinned"));

		assertThat(this.images.prune(PruneOptions.defaults()).removed()).isEmpty();
	}

	@Test
	void sparesWhatAnOperationIsWorkingOn() {
		image("named", "one");
		Image held = image("held", "two");
		LeaseOptions options = LeaseOptions.defaults()
			.withLabel(LeaseInfo.OPERATION_LABEL, "pull")
			.withLabel(LeaseInfo.IMAGE_LABEL, "named");

		try (Lease lease = this.namespace.leases().open(options)) {
			lease.add(LeaseResource.content(held.target().digest()));

			assertThat(this.images.prune(PruneOptions.defaults()).removed()).isEmpty();
		}
		assertThat(this.images.prune(PruneOptions.defaults()).removed()).hasSize(2);
	}

	@Test
	void doesNotMindImagesWhoseContentIsMissing() {
		ImageInfo broken = ImageInfo.of("broken", new ImageFixture().image(ImageFixture.LINUX, 1, 10, 1).content());
		this.images.create(broken);

		PruneResult result = this.images.prune(PruneOptions.defaults());

		assertThat(result.removed()).extracting(ImageInfo::name).containsExactly("broken");
		assertThat(result.bytes()).isZero();
	}

	private Image image(String name, String... layers) {
		ImageBuilder builder = ImageBuilder.in(this.namespace).name(name);
		for (String layer : layers) {
			builder = builder
				.layer(LayerContents.create().file(layer, layer.repeat(1000).getBytes(StandardCharsets.UTF_8), 0644));
		}
		return builder.build();
	}

	private void container(String id, String image) {
		this.namespace.containers().create(ContainerInfo.builder(id).image(image).spec(SPEC).build());
	}

	private long stored() {
		return this.namespace.content().list().stream().mapToLong(ContentInfo::size).sum();
	}

}
