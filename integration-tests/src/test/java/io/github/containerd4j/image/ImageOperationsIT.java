package io.github.containerd4j.image;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.build.ImageBuilder;
import io.github.containerd4j.build.LayerContents;
import io.github.containerd4j.progress.ImageOperationListener;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.registry.RegistryOptions;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import io.github.containerd4j.test.TestRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What metrics and traces of images are made of.
 */
@DaemonTest
@Timeout(120)
class ImageOperationsIT {

	private final TestRegistry registry = TestRegistry.plain();

	private final List<Ended> ended = new CopyOnWriteArrayList<>();

	private final ContainerdClient client;

	private final Namespace namespace;

	ImageOperationsIT(TestDaemon daemon, Namespace namespace) {
		ImageSettings settings = ImageSettings.of(RegistryOptions.defaults()).withListener(this::started);
		this.client = ContainerdClient.builder().address(daemon.address()).images(settings).build();
		this.namespace = this.client.namespace(namespace.name());
	}

	@AfterEach
	void close() {
		this.client.close();
		this.registry.close();
	}

	@Test
	void tellsTheListenerOfEveryOperationAndItsBytes(@TempDir Path directory) {
		String name = this.registry.address() + "/told/image:1";
		Path archive = directory.resolve("image.tar");
		byte[] content = Long.toString(System.nanoTime()).getBytes();
		Image image = ImageBuilder.in(this.namespace)
			.name(name)
			.layer(LayerContents.create().file("/file", content, 0644))
			.build();
		long layer = image.readManifest().layers().get(0).size();

		this.namespace.images().push(name);
		this.namespace.images().deleteAndCollect(name);
		this.namespace.images().pull(name);
		this.namespace.images().exportTo(archive, name);
		this.namespace.images().deleteAndCollect(name);
		this.namespace.images().importFrom(archive);

		assertThat(this.ended).extracting(Ended::operation, Ended::image, Ended::failure)
			.containsExactly(tuple(Operation.PUSH, name, null), tuple(Operation.PULL, name, null),
					tuple(Operation.EXPORT, name, null), tuple(Operation.IMPORT, archive.toString(), null));
		assertThat(this.ended).allSatisfy((each) -> {
			assertThat(each.namespace()).isEqualTo(this.namespace.name());
			assertThat(each.bytes()).as("bytes of " + each.operation()).isGreaterThanOrEqualTo(layer);
		});
	}

	@Test
	void tellsTheListenerWhyAnOperationFailed() {
		String name = this.registry.address() + "/told/missing:1";

		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.namespace.images().pull(name));

		assertThat(this.ended).singleElement().satisfies((only) -> {
			assertThat(only.operation()).isEqualTo(Operation.PULL);
			assertThat(only.failure()).isInstanceOf(NotFoundException.class);
		});
	}

	private ImageOperationListener.Watch started(Operation operation, String namespace, String image) {
		AtomicLong bytes = new AtomicLong();
		return new ImageOperationListener.Watch() {

			@Override
			public void onProgress(ImageProgress progress) {
				if (progress.phase() == Phase.TRANSFERRED) {
					bytes.addAndGet(progress.bytes());
				}
			}

			@Override
			public void onEnd(@Nullable Throwable failure) {
				ImageOperationsIT.this.ended.add(new Ended(operation, namespace, image, bytes.get(), failure));
			}

		};
	}

	private record Ended(Operation operation, String namespace, String image, long bytes, @Nullable Throwable failure) {
	}

}
