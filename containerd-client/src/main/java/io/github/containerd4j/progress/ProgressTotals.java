package io.github.containerd4j.progress;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.progress.ImageProgress.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the progress of one operation over all of its blobs. The totals are those of
 * the blobs that are known so far, so they grow in the beginning.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ProgressTotals implements ProgressListener {

	private final Map<Digest, Blob> blobs = new ConcurrentHashMap<>();

	private volatile boolean done;

	/**
	 * Starts at zero.
	 */
	public ProgressTotals() {
	}

	@Override
	public void onProgress(ImageProgress progress) {
		Descriptor descriptor = progress.blob();
		if (descriptor == null) {
			this.done = this.done || progress.phase() == Phase.DONE;
			return;
		}
		this.blobs.compute(descriptor.digest(),
				(digest, known) -> Blob.orNew(known, descriptor).after(progress.phase(), progress.bytes()));
	}

	/**
	 * Whether the operation has said that it succeeded.
	 * @return whether
	 */
	public boolean isDone() {
		return this.done;
	}

	/**
	 * How many bytes are where they should be, moved or there before.
	 * @return the number
	 */
	public long bytes() {
		return this.blobs.values().stream().mapToLong(Blob::bytes).sum();
	}

	/**
	 * How many bytes all blobs have that are known so far.
	 * @return the number
	 */
	public long totalBytes() {
		return this.blobs.values().stream().mapToLong(Blob::size).sum();
	}

	/**
	 * How many bytes had to be moved.
	 * @return the number
	 */
	public long movedBytes() {
		return this.blobs.values().stream().filter(Blob::moved).mapToLong(Blob::bytes).sum();
	}

	/**
	 * How many layers are known so far.
	 * @return the number
	 */
	public int layers() {
		return (int) this.blobs.values().stream().filter(Blob::layer).count();
	}

	/**
	 * How many layers are where they should be.
	 * @return the number
	 */
	public int layersDone() {
		return (int) this.blobs.values().stream().filter((blob) -> blob.layer() && blob.bytes() == blob.size()).count();
	}

	/**
	 * How many layers have become snapshots.
	 * @return the number
	 */
	public int layersUnpacked() {
		return (int) this.blobs.values().stream().filter(Blob::unpacked).count();
	}

	private record Blob(boolean layer, long size, long bytes, boolean moved, boolean unpacked) {

		static Blob orNew(@Nullable Blob known, Descriptor descriptor) {
			boolean layer = descriptor.mediaType().contains("layer") || descriptor.mediaType().contains("diff");
			return (known != null) ? known : new Blob(layer, descriptor.size(), 0, false, false);
		}

		Blob after(Phase phase, long bytes) {
			return switch (phase) {
				case TRANSFERRING -> new Blob(this.layer, this.size, Math.max(this.bytes, bytes), true, this.unpacked);
				case TRANSFERRED -> new Blob(this.layer, this.size, this.size, true, this.unpacked);
				case EXISTS -> new Blob(this.layer, this.size, this.size, this.moved, this.unpacked);
				case UNPACKED -> new Blob(this.layer, this.size, this.size, this.moved, true);
				default -> this;
			};
		}

	}

}
