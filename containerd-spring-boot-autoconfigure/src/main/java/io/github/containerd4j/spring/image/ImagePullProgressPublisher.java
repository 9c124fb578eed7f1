package io.github.containerd4j.spring.image;

import io.github.containerd4j.progress.ImageOperationListener;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ProgressTotals;
import io.github.containerd4j.spring.image.ImagePullProgress.State;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes the progress of pulls to the application's listeners.
 *
 * @since 0.1.0
 */
public final class ImagePullProgressPublisher implements ImageOperationListener {

	private final ApplicationEventPublisher publisher;

	/**
	 * Creates a publisher.
	 * @param publisher where the events go
	 */
	public ImagePullProgressPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public Watch started(Operation operation, String namespace, String image) {
		if (operation != Operation.PULL) {
			return (failure) -> {
			};
		}
		PullWatch watch = new PullWatch(namespace, image);
		watch.publish(State.STARTED, null, null);
		return watch;
	}

	private final class PullWatch implements Watch {

		private final ProgressTotals totals = new ProgressTotals();

		private final String namespace;

		private final String image;

		private PullWatch(String namespace, String image) {
			this.namespace = namespace;
			this.image = image;
		}

		@Override
		public void onProgress(ImageProgress progress) {
			this.totals.onProgress(progress);
			publish(State.RUNNING, progress, null);
		}

		@Override
		public void onEnd(@Nullable Throwable failure) {
			publish((failure != null) ? State.FAILED : State.SUCCEEDED, null, failure);
		}

		private void publish(State state, @Nullable ImageProgress step, @Nullable Throwable failure) {
			ImagePullProgressPublisher.this.publisher
				.publishEvent(new ImagePullProgress(this.namespace, this.image, state, step, this.totals.bytes(),
						this.totals.totalBytes(), this.totals.layers(), this.totals.layersDone(), failure));
		}

	}

}
