package io.github.containerd4j.sample.image;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ProgressListener;
import io.github.containerd4j.progress.ProgressTotals;
import io.github.containerd4j.sample.image.JobStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * A pull or import and how far it has come.
 */
final class ImageJob implements ProgressListener {

	private final ProgressTotals totals = new ProgressTotals();

	private final long id;

	private final String kind;

	private final String namespace;

	private final String image;

	private final long expectedBytes;

	private volatile State state = State.RUNNING;

	private volatile @Nullable String problem;

	private volatile Runnable cancellation = () -> {
	};

	ImageJob(long id, String kind, String namespace, String image, long expectedBytes) {
		this.id = id;
		this.kind = kind;
		this.namespace = namespace;
		this.image = image;
		this.expectedBytes = expectedBytes;
	}

	long id() {
		return this.id;
	}

	boolean isRunning() {
		return this.state == State.RUNNING;
	}

	void cancelWith(Runnable cancellation) {
		this.cancellation = cancellation;
	}

	void cancel() {
		this.cancellation.run();
	}

	@Override
	public void onProgress(ImageProgress progress) {
		this.totals.onProgress(progress);
	}

	void end(@Nullable Throwable failure) {
		if (failure != null) {
			this.problem = failure.getMessage();
			this.state = (failure instanceof CancelledException) ? State.CANCELLED : State.FAILED;
		}
		else {
			this.state = State.DONE;
		}
	}

	JobStatus status() {
		long total = Math.max(this.totals.totalBytes(), this.expectedBytes);
		long bytes = (this.state == State.DONE) ? total : Math.min(this.totals.bytes(), total);
		return new JobStatus(this.id, this.kind, this.namespace, this.image, this.state, bytes, total,
				this.totals.layers(), this.totals.layersDone(), this.totals.layersUnpacked(), this.problem);
	}

}
