package io.github.containerd4j.progress;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.containerd4j.progress.ImageOperationListener.Watch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operation that a client's listener watches, beside the listener that was given with
 * the options of this operation.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class WatchedOperation {

	private static final Logger logger = LoggerFactory.getLogger(WatchedOperation.class);

	private static final Watch NOBODY = (failure) -> {
	};

	private final Watch watch;

	private final AtomicBoolean ended = new AtomicBoolean();

	private WatchedOperation(Watch watch) {
		this.watch = watch;
	}

	/**
	 * Tells the listener that an operation starts.
	 * @param listener the client's listener
	 * @param operation what is being done
	 * @param namespace containerd's namespace
	 * @param image the name of the image
	 * @return the operation
	 */
	public static WatchedOperation start(ImageOperationListener listener, ImageProgress.Operation operation,
			String namespace, String image) {
		return new WatchedOperation(watch(listener, operation, namespace, image));
	}

	static Watch watch(ImageOperationListener listener, ImageProgress.Operation operation, String namespace,
			String image) {
		try {
			return listener.started(operation, namespace, image);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener for operations on images failed at the start of {} {}", operation, image, ex);
			return NOBODY;
		}
	}

	/**
	 * Tells both listeners of progress.
	 * @param other the listener of this operation alone
	 * @return a listener that passes on to both
	 */
	public ProgressListener tee(ProgressListener other) {
		if (this.watch == NOBODY) {
			return other;
		}
		return (progress) -> {
			try {
				this.watch.onProgress(progress);
			}
			finally {
				other.onProgress(progress);
			}
		};
	}

	/**
	 * Tells the listener how the operation ends, only once.
	 * @param failure why it failed; {@code null} if it succeeded
	 */
	public void end(@Nullable Throwable failure) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		try {
			this.watch.onEnd(failure);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener for operations on images failed at the end of one", ex);
		}
	}

	/**
	 * Tells the listener how the operation ends when a future completes.
	 * @param result the result of the operation
	 */
	public void endWith(CompletableFuture<?> result) {
		result.whenComplete((value, failure) -> end(failure));
	}

	/**
	 * Carries out the rest of an operation and tells the listener how it ends.
	 * @param <T> the type of the result
	 * @param work the rest
	 * @return its result
	 */
	public <T> T run(Supplier<T> work) {
		try {
			T result = work.get();
			end(null);
			return result;
		}
		catch (RuntimeException | Error ex) {
			end(ex);
			throw ex;
		}
	}

}
