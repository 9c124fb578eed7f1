package io.github.containerd4j.progress;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ImageProgress.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressReporterTests {

	private static final Descriptor LAYER = Descriptor.of("application/vnd.oci.image.layer.v1.tar", new byte[] { 1 });

	private static final Descriptor OTHER = Descriptor.of("application/vnd.oci.image.layer.v1.tar", new byte[] { 2 });

	private final List<ImageProgress> told = new CopyOnWriteArrayList<>();

	private final ProgressReporter reporter = ProgressReporter.of(Operation.PULL, "docker.io/library/x:1",
			this.told::add);

	@Test
	void tellsWhatItWasToldToTell() {
		this.reporter.report(Phase.RESOLVING);
		this.reporter.report(Phase.TRANSFERRED, LAYER);

		assertThat(this.told).containsExactly(
				new ImageProgress(Operation.PULL, "docker.io/library/x:1", Phase.RESOLVING, null, 0, -1),
				new ImageProgress(Operation.PULL, "docker.io/library/x:1", Phase.TRANSFERRED, LAYER, 1, 1));
	}

	@Test
	void leavesOutWhatFollowsTooSoonOnTheSameBlob() {
		this.reporter.report(Phase.TRANSFERRING, LAYER, 0);
		this.reporter.report(Phase.TRANSFERRING, LAYER, 1);
		this.reporter.report(Phase.TRANSFERRING, OTHER, 1);

		assertThat(this.told).extracting(ImageProgress::blob).containsExactly(LAYER, OTHER);
	}

	@Test
	void neverLeavesOutTheEnd() {
		this.reporter.report(Phase.TRANSFERRING, LAYER, 0);
		this.reporter.report(Phase.TRANSFERRED, LAYER);

		assertThat(this.told).extracting(ImageProgress::phase).containsExactly(Phase.TRANSFERRING, Phase.TRANSFERRED);
	}

	@Test
	void survivesAListenerThatThrows() {
		ProgressReporter failing = ProgressReporter.of(Operation.PUSH, "x", (progress) -> {
			this.told.add(progress);
			throw new IllegalStateException("thrown on purpose");
		});

		failing.report(Phase.RESOLVING);
		failing.report(Phase.DONE);

		assertThat(this.told).hasSize(2);
	}

}
