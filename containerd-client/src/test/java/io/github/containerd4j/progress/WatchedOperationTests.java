package io.github.containerd4j.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.progress.ImageOperationListener.Watch;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ImageProgress.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class WatchedOperationTests {

	private final List<String> told = new ArrayList<>();

	@Test
	void tellsStartProgressAndEnd() {
		WatchedOperation operation = start();

		operation.run(() -> {
			operation.tee((progress) -> this.told.add("own " + progress.phase())).onProgress(progress());
			return "result";
		});

		assertThat(this.told).containsExactly("started PULL ns image", "progress DONE", "own DONE", "ended null");
	}

	@Test
	void tellsAFailureOnce() {
		WatchedOperation operation = start();

		assertThatIllegalStateException().isThrownBy(() -> operation.run(() -> {
			throw new IllegalStateException("on purpose");
		}));
		operation.end(null);

		assertThat(this.told).containsExactly("started PULL ns image",
				"ended java.lang.IllegalStateException: on purpose");
	}

	@Test
	void followsAFuture() {
		CompletableFuture<String> result = new CompletableFuture<>();
		start().endWith(result);
		assertThat(this.told).hasSize(1);

		result.complete("x");

		assertThat(this.told).containsExactly("started PULL ns image", "ended null");
	}

	@Test
	void survivesAListenerThatThrows() {
		WatchedOperation operation = WatchedOperation.start((what, namespace, image) -> {
			throw new IllegalStateException("thrown on purpose");
		}, Operation.PULL, "ns", "image");

		assertThat(operation.run(() -> "result")).isEqualTo("result");
	}

	@Test
	void tellsAllListenersEvenIfOneThrows() {
		ImageOperationListener broken = (what, namespace, image) -> (failure) -> {
			throw new IllegalStateException("thrown on purpose");
		};

		WatchedOperation.start(ImageOperationListener.all(List.of(broken, recorder())), Operation.PUSH, "ns", "image")
			.end(null);

		assertThat(this.told).containsExactly("started PUSH ns image", "ended null");
	}

	private WatchedOperation start() {
		return WatchedOperation.start(recorder(), Operation.PULL, "ns", "image");
	}

	private ImageOperationListener recorder() {
		return (what, namespace, image) -> {
			this.told.add("started " + what + " " + namespace + " " + image);
			return new Watch() {

				@Override
				public void onProgress(ImageProgress progress) {
					WatchedOperationTests.this.told.add("progress " + progress.phase());
				}

				@Override
				public void onEnd(Throwable failure) {
					WatchedOperationTests.this.told.add("ended " + failure);
				}

			};
		};
	}

	private static ImageProgress progress() {
		return new ImageProgress(Operation.PULL, "image", Phase.DONE, null, 0, ImageProgress.UNKNOWN);
	}

}
