package io.github.containerd4j.spring.image;

import io.github.containerd4j.progress.ImageProgress;
import org.jspecify.annotations.Nullable;

/**
 * An application event: how far a pull has come. Published for every pull of the client,
 * on the threads that do the work, so a slow listener slows the pull down unless it is
 * {@code @Async}; of one layer at most every 100 ms.
 *
 * @param namespace containerd's namespace
 * @param image the name of the image
 * @param state whether the pull has begun, goes on, or has ended
 * @param step what has happened; {@code null} at the start and the end
 * @param bytes how many bytes are here, fetched now or before
 * @param totalBytes how many bytes all blobs have that are known so far
 * @param layers how many layers are known so far
 * @param layersDone how many layers are here
 * @param failure why the pull failed; {@code null} if it has not
 * @since 0.1.0
 */
public record ImagePullProgress(String namespace, String image, State state, @Nullable ImageProgress step, long bytes,
		long totalBytes, int layers, int layersDone, @Nullable Throwable failure) {

	/**
	 * How much of the bytes that are known so far is here.
	 * @return 0 to 100
	 */
	public int percent() {
		if (this.state == State.SUCCEEDED) {
			return 100;
		}
		return (this.totalBytes > 0) ? (int) (this.bytes * 100 / this.totalBytes) : 0;
	}

	/**
	 * Whether a pull has begun, goes on, or has ended.
	 */
	public enum State {

		/** It has begun. */
		STARTED,

		/** Something has happened. */
		RUNNING,

		/** The image is here. */
		SUCCEEDED,

		/** It ended without the image, or was cancelled. */
		FAILED

	}

}
