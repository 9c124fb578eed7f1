package io.github.containerd4j.image;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ProgressListener;
import io.github.containerd4j.progress.ProgressReporter;

/**
 * One pull that was asked for, with everything that was left open filled in.
 */
record PullRequest(ImageReference reference, PullOptions options, String snapshotter, ProgressReporter progress) {

	static PullRequest of(ImageReference reference, PullOptions options, Namespace namespace,
			ProgressListener progress) {
		String snapshotter = options.snapshotter();
		return new PullRequest(reference, options,
				(snapshotter != null) ? snapshotter : namespace.snapshots().snapshotter(),
				ProgressReporter.of(Operation.PULL, reference.name(), progress));
	}

	String name() {
		return this.reference.name();
	}

	WantedPlatforms platforms(Namespace namespace) {
		return WantedPlatforms.of(this.options.allPlatforms(), this.options.platforms(), namespace, this.snapshotter);
	}

}
