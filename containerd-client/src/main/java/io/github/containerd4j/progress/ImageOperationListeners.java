package io.github.containerd4j.progress;

import java.util.List;
import java.util.function.Consumer;

import io.github.containerd4j.progress.ImageProgress.Operation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several listeners as one.
 */
record ImageOperationListeners(List<ImageOperationListener> listeners) implements ImageOperationListener {

	private static final Logger logger = LoggerFactory.getLogger(ImageOperationListeners.class);

	@Override
	public Watch started(Operation operation, String namespace, String image) {
		return new Watches(this.listeners.stream()
			.map((listener) -> WatchedOperation.watch(listener, operation, namespace, image))
			.toList());
	}

	private record Watches(List<Watch> watches) implements Watch {

		@Override
		public void onProgress(ImageProgress progress) {
			tell((watch) -> watch.onProgress(progress));
		}

		@Override
		public void onEnd(@Nullable Throwable failure) {
			tell((watch) -> watch.onEnd(failure));
		}

		private void tell(Consumer<Watch> what) {
			for (Watch watch : this.watches) {
				try {
					what.accept(watch);
				}
				catch (RuntimeException ex) {
					logger.warn("A listener for operations on images failed", ex);
				}
			}
		}

	}

}
