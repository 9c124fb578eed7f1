package io.github.containerd4j.progress;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ImageProgress.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener about one operation: not too often, and whatever it throws.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ProgressReporter {

	private static final Logger logger = LoggerFactory.getLogger(ProgressReporter.class);

	private static final long INTERVAL = Duration.ofMillis(100).toNanos();

	private final Operation operation;

	private final String image;

	private final ProgressListener listener;

	private final Map<Digest, Long> lastTold = new ConcurrentHashMap<>();

	private final AtomicBoolean failed = new AtomicBoolean();

	private ProgressReporter(Operation operation, String image, ProgressListener listener) {
		this.operation = operation;
		this.image = image;
		this.listener = listener;
	}

	/**
	 * A reporter for one operation.
	 * @param operation what is being done
	 * @param image the name of the image
	 * @param listener who is told
	 * @return the reporter
	 */
	public static ProgressReporter of(Operation operation, String image, ProgressListener listener) {
		return new ProgressReporter(operation, image, listener);
	}

	/**
	 * Tells something about the image as a whole.
	 * @param phase what has happened
	 */
	public void report(Phase phase) {
		tell(phase, null, 0, ImageProgress.UNKNOWN);
	}

	/**
	 * Tells something about a blob.
	 * @param phase what has happened; with {@link Phase#EXISTS},
	 * {@link Phase#TRANSFERRED} and {@link Phase#UNPACKED} all of its bytes count as
	 * done, otherwise none
	 * @param blob the blob
	 */
	public void report(Phase phase, Descriptor blob) {
		boolean done = phase == Phase.EXISTS || phase == Phase.TRANSFERRED || phase == Phase.UNPACKED;
		report(phase, blob, done ? blob.size() : 0);
	}

	/**
	 * Tells something about a blob. {@link Phase#TRANSFERRING} and {@link Phase#WAITING}
	 * are left out when the same blob was told of less than 100 ms ago.
	 * @param phase what has happened
	 * @param blob the blob
	 * @param bytes how many of its bytes are done
	 */
	public void report(Phase phase, Descriptor blob, long bytes) {
		if (phase == Phase.TRANSFERRING || phase == Phase.WAITING) {
			if (!isDue(blob.digest())) {
				return;
			}
		}
		else {
			this.lastTold.remove(blob.digest());
		}
		tell(phase, blob, bytes, blob.size());
	}

	private boolean isDue(Digest blob) {
		long now = System.nanoTime();
		Long last = this.lastTold.get(blob);
		if (last != null && now - last < INTERVAL) {
			return false;
		}
		this.lastTold.put(blob, now);
		return true;
	}

	private void tell(Phase phase, @Nullable Descriptor blob, long bytes, long total) {
		try {
			this.listener.onProgress(new ImageProgress(this.operation, this.image, phase, blob, bytes, total));
		}
		catch (RuntimeException ex) {
			if (this.failed.compareAndSet(false, true)) {
				logger.warn("A listener for the progress of {} failed; further failures of it are not logged",
						this.image, ex);
			}
		}
	}

}
