package io.github.containerd4j.sample.image;

import org.jspecify.annotations.Nullable;

/**
 * How far a pull or import has come, as the page gets it.
 *
 * @param id tells it from others
 * @param kind pull or import
 * @param namespace where to
 * @param image the name of the image, or of the archive
 * @param state running, done, failed or cancelled
 * @param bytes how many bytes are here
 * @param totalBytes how many bytes there will be, as far as is known
 * @param layers how many layers there will be, as far as is known
 * @param layersDone how many layers are here
 * @param unpacked how many layers have become snapshots
 * @param problem why it failed; {@code null} if it did not
 */
record JobStatus(long id, String kind, String namespace, String image, State state, long bytes, long totalBytes,
		int layers, int layersDone, int unpacked, @Nullable String problem) {

	/**
	 * How a job ends.
	 */
	enum State {

		RUNNING, DONE, FAILED, CANCELLED

	}

}
