package io.github.containerd4j.image;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
@Timeout(60)
class ImageServiceIT {

	private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

	private static final Descriptor TARGET = target("one").withAnnotations(Map.of("a", "1"));

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final ImageService images;

	ImageServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.images = namespace.images();
	}

	@Test
	void createsAnImageThatCtrSees() {
		Image image = this.images.create(ImageInfo.of("example.com/a:1", TARGET, Map.of("team", "blue")));

		assertThat(image.name()).isEqualTo("example.com/a:1");
		assertThat(image.target()).isEqualTo(TARGET);
		assertThat(image.info().labels()).isEqualTo(Map.of("team", "blue"));
		assertThat(image.info().createdAt()).isNotNull();
		assertThat(this.daemon.ctr("--namespace", this.namespace.name(), "images", "list", "--quiet"))
			.isEqualToIgnoringNewLines("example.com/a:1");
	}

	@Test
	void findsWhatCtrImported() {
		String name = this.daemon.importBusybox(this.namespace);

		assertThat(this.images.get(name).target().size()).isPositive();
	}

	@Test
	void refusesANameThatIsTaken() {
		this.images.create(ImageInfo.of("a", TARGET));

		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> this.images.create(ImageInfo.of("a", TARGET)));
	}

	@Test
	void refusesWhatContainerdWouldRefuse() {
		Descriptor empty = Descriptor.of(MANIFEST, Digest.sha256(""), 0);
		Descriptor untyped = Descriptor.of("", Digest.sha256("x"), 1);

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> ImageInfo.of("", TARGET));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> ImageInfo.of("a", empty));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> ImageInfo.of("a", untyped));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.images.get(""));
	}

	@Test
	void tellsThatAnImageIsMissing() {
		assertThat(this.images.find("a")).isEmpty();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.images.get("a"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.images.delete("a"));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.images.update("a", ImageUpdate.create().label("b", "c")));
	}

	@Test
	void changesOnlyTheLabelThatIsNamed() {
		Image image = this.images.create(ImageInfo.of("a", TARGET, Map.of("x", "1", "y/z", "2")));

		image.update(ImageUpdate.create().label("y/z", "3").label("n", "4"));

		assertThat(image.refresh().labels()).isEqualTo(Map.of("x", "1", "y/z", "3", "n", "4"));
		assertThat(image.target()).isEqualTo(TARGET);
		assertThat(image.update(ImageUpdate.create().label("x", "")).labels()).isEqualTo(Map.of("y/z", "3", "n", "4"));
	}

	@Test
	void replacesAllLabels() {
		Image image = this.images.create(ImageInfo.of("a", TARGET, Map.of("x", "1")));

		image.update(ImageUpdate.create().label("gone", "1").replaceLabels(Map.of("y", "2")));

		assertThat(image.refresh()).satisfies((info) -> {
			assertThat(info.labels()).isEqualTo(Map.of("y", "2"));
			assertThat(info.target()).isEqualTo(TARGET);
		});
	}

	@Test
	void changesAnnotationsOfTheTarget() {
		Image image = this.images.create(ImageInfo.of("a", TARGET, Map.of("x", "1")));

		image.update(ImageUpdate.create().annotation("b", "2"));
		assertThat(image.refresh().target()).isEqualTo(TARGET.withAnnotations(Map.of("a", "1", "b", "2")));

		image.update(ImageUpdate.create().replaceAnnotations(Map.of("c", "3")));
		assertThat(image.refresh().target()).isEqualTo(TARGET.withAnnotations(Map.of("c", "3")));
		assertThat(image.info().labels()).isEqualTo(Map.of("x", "1"));
	}

	@Test
	void letsANameStandForSomethingElse() {
		Image image = this.images.create(ImageInfo.of("a", TARGET, Map.of("x", "1")));

		image.update(ImageUpdate.create().target(target("two")));

		assertThat(image.refresh().target()).isEqualTo(target("two"));
		assertThat(image.info().labels()).isEqualTo(Map.of("x", "1"));
	}

	@Test
	void refusesAnUpdateWithoutAChange() {
		Image image = this.images.create(ImageInfo.of("a", TARGET, Map.of("x", "1")));

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> image.update(ImageUpdate.create()));
		assertThat(image.refresh().labels()).isEqualTo(Map.of("x", "1"));
	}

	@Test
	void listsWithFilters() {
		this.images.create(ImageInfo.of("a", TARGET));
		this.images.create(ImageInfo.of("b", target("two"), Map.of("x", "1")));

		assertThat(this.images.list()).extracting(Image::name).containsExactly("a", "b");
		assertThat(this.images.list(Filter.equal("target.digest", TARGET.digest().toString()))).extracting(Image::name)
			.containsExactly("a");
		assertThat(this.images.list(Filter.label("x", "1"))).extracting(Image::name).containsExactly("b");
		assertThat(this.images.list(Filter.parse("annotations.a==1"))).extracting(Image::name).containsExactly("a");
	}

	@Test
	void takesContentAlongWhenTheLastNameGoes() {
		Digest digest;
		try (var lease = this.namespace.leases().open()) {
			digest = this.namespace.withLease(lease)
				.content()
				.write("target", "one".getBytes(StandardCharsets.UTF_8), Map.of());
			this.images.create(ImageInfo.of("a", TARGET));
			this.images.create(ImageInfo.of("b", TARGET));
		}

		this.images.deleteAndCollect("a");
		assertThat(this.namespace.content().find(digest)).isPresent();

		this.images.deleteAndCollect("b");
		assertThat(this.namespace.content().find(digest)).isEmpty();
	}

	@Test
	void deletesOnlyWhatStandsForTheTargetWhereTheDaemonCan() {
		this.images.create(ImageInfo.of("a", TARGET));

		if (this.daemon.isAtLeast("2.0")) {
			assertThatExceptionOfType(NotFoundException.class)
				.isThrownBy(() -> this.images.deleteIfTarget("a", target("two")));
			assertThat(this.images.find("a")).isPresent();
			this.images.deleteIfTarget("a", TARGET);
			assertThat(this.images.find("a")).isEmpty();
		}
		else {
			assertThatExceptionOfType(UnimplementedException.class)
				.isThrownBy(() -> this.images.deleteIfTarget("a", TARGET))
				.withMessageContaining("containerd 2.0 or newer is needed");
			assertThat(this.images.find("a")).isPresent();
		}
	}

	@Test
	void storesTheDateOfAReproducibleImage() {
		Instant created = Instant.parse("2020-02-02T02:02:02Z");
		Instant updated = created.plusSeconds(1);
		ImageUpdate update = ImageUpdate.create().label("a", "b");
		if (this.daemon.isAtLeast("1.7")) {
			this.images.create(ImageInfo.of("a", TARGET), created);
			assertThat(this.images.get("a").info().createdAt()).isEqualTo(created);
			assertThat(this.images.get("a").info().updatedAt()).isEqualTo(created);
			this.images.update("a", update, updated);
			assertThat(this.images.get("a").info().createdAt()).isEqualTo(created);
			assertThat(this.images.get("a").info().updatedAt()).isEqualTo(updated);
		}
		else {
			assertThatExceptionOfType(UnimplementedException.class)
				.isThrownBy(() -> this.images.create(ImageInfo.of("a", TARGET), created))
				.withMessageContaining("would use the time of its own clock; containerd 1.7 or newer is needed");
			assertThat(this.images.find("a")).isEmpty();
			this.images.create(ImageInfo.of("a", TARGET));
			assertThatExceptionOfType(UnimplementedException.class)
				.isThrownBy(() -> this.images.update("a", update, updated));
			assertThat(this.images.get("a").info().labels()).isEmpty();
		}
	}

	@Test
	void theEpochIsStoredAndReadBackAsNoTime() {
		if (this.daemon.isAtLeast("1.7")) {
			assertThat(this.images.create(ImageInfo.of("a", TARGET), Instant.EPOCH).info().createdAt()).isNull();
		}
	}

	private static Descriptor target(String content) {
		return Descriptor.of(MANIFEST, content.getBytes(StandardCharsets.UTF_8));
	}

}
