package io.github.containerd4j.progress;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Is told of every pull, push, import and export of a client, from the start to the end:
 * for logs, metrics and traces. Safe for use by many threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ImageOperationListener {

	/**
	 * An operation starts. Called on the thread that asked for it.
	 * @param operation what is being done
	 * @param namespace containerd's namespace
	 * @param image the name of the image; of an import, where it comes from
	 * @return what is told of the rest of this operation
	 */
	Watch started(ImageProgress.Operation operation, String namespace, String image);

	/**
	 * A listener that wants to know nothing.
	 * @return the listener
	 */
	static ImageOperationListener none() {
		return (operation, namespace, image) -> (failure) -> {
		};
	}

	/**
	 * Tells several listeners. One that throws does not keep the others from being told.
	 * @param listeners the listeners, in their order
	 * @return the listener
	 */
	static ImageOperationListener all(List<ImageOperationListener> listeners) {
		return new ImageOperationListeners(List.copyOf(listeners));
	}

	/**
	 * Watches one operation. What it throws is logged and ends nothing.
	 */
	@FunctionalInterface
	interface Watch extends ProgressListener {

		@Override
		default void onProgress(ImageProgress progress) {
		}

		/**
		 * The operation is over. Called once, after all progress, on any thread.
		 * @param failure why it failed; {@code null} if it succeeded
		 */
		void onEnd(@Nullable Throwable failure);

	}

}
