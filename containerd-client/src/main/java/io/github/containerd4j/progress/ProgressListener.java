package io.github.containerd4j.progress;

/**
 * Is told how far an operation on an image has come.
 * <p>
 * Called on the threads that do the work, possibly on several at the same time, so it
 * must return soon. What it throws is logged, once for each operation, and ends nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProgressListener {

	/**
	 * Something has changed.
	 * @param progress what has changed; of the same blob, while it is being transferred,
	 * at most every 100 ms
	 */
	void onProgress(ImageProgress progress);

	/**
	 * A listener that wants to know nothing.
	 * @return the listener
	 */
	static ProgressListener none() {
		return (progress) -> {
		};
	}

}
