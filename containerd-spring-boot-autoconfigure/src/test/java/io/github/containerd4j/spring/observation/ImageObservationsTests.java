package io.github.containerd4j.spring.observation;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.progress.ImageOperationListener.Watch;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.spring.metrics.ContainerdImageMetrics;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ImageObservationsTests {

	private final RecordedObservations recorded = new RecordedObservations();

	private final ImageObservations observations = new ImageObservations(this.recorded.registry(), null);

	@Test
	void aPullIsTimedByItsOutcome() {
		Watch watch = this.observations.started(Operation.PULL, "default", "busybox");
		watch.onProgress(transferred());
		watch.onEnd(null);

		Timer timer = this.recorded.meters()
			.get("containerd.image")
			.tags("operation", "pull", "namespace", "default", "outcome", "SUCCESS", "error", "none")
			.timer();
		assertThat(timer.count()).isEqualTo(1);
		assertThat(timer.getId().getTags()).extracting("key").doesNotContain("containerd.image.name");
	}

	@Test
	void bytesAndLayersAreForSpans() {
		Watch watch = this.observations.started(Operation.PUSH, "default", "busybox");
		watch.onProgress(transferred());
		watch.onEnd(null);

		assertThat(this.recorded.last().getHighCardinalityKeyValues()).extracting("key", "value")
			.containsExactlyInAnyOrder(tuple("containerd.image.name", "busybox"),
					tuple("containerd.image.bytes", "100"), tuple("containerd.image.layers", "1"));
		assertThat(this.recorded.last().getContextualName()).isEqualTo("push busybox");
	}

	@Test
	void aFailureIsAnOutcome() {
		this.observations.started(Operation.IMPORT, "default", "busybox")
			.onEnd(new IllegalStateException("on purpose"));

		assertThat(this.recorded.meters()
			.get("containerd.image")
			.tags("operation", "import", "outcome", "ERROR", "error", "IllegalStateException")
			.timer()
			.count()).isEqualTo(1);
	}

	@Test
	void whatWasMovedIsCounted() {
		ContainerdImageMetrics metrics = new ContainerdImageMetrics();
		metrics.bindTo(this.recorded.meters());

		Watch watch = metrics.started(Operation.PULL, "default", "busybox");
		watch.onProgress(transferred());
		watch.onEnd(null);

		assertThat(this.recorded.meters().get("containerd.image.bytes").tags("operation", "pull").counter().count())
			.isEqualTo(100);
		assertThat(this.recorded.meters().get("containerd.image.layers").tags("namespace", "default").counter().count())
			.isEqualTo(1);
	}

	private static ImageProgress transferred() {
		Descriptor layer = Descriptor.of("application/vnd.oci.image.layer.v1.tar", new byte[100]);
		return new ImageProgress(Operation.PULL, "busybox", Phase.TRANSFERRED, layer, 100, 100);
	}

}
