package io.github.containerd4j.progress;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ImageProgress.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTotalsTests {

	private static final Descriptor CONFIG = Descriptor.of("application/vnd.oci.image.config.v1+json", new byte[10]);

	private static final Descriptor ONE = Descriptor.of("application/vnd.oci.image.layer.v1.tar", new byte[100]);

	private static final Descriptor TWO = Descriptor.of("application/vnd.docker.image.rootfs.diff.tar.gzip",
			new byte[200]);

	private final ProgressTotals totals = new ProgressTotals();

	@Test
	void addsUpWhatIsKnown() {
		tell(Phase.TRANSFERRED, CONFIG, 10);
		tell(Phase.TRANSFERRING, ONE, 40);
		tell(Phase.EXISTS, TWO, 200);

		assertThat(this.totals.bytes()).isEqualTo(250);
		assertThat(this.totals.totalBytes()).isEqualTo(310);
		assertThat(this.totals.movedBytes()).isEqualTo(50);
		assertThat(this.totals.layers()).isEqualTo(2);
		assertThat(this.totals.layersDone()).isEqualTo(1);
		assertThat(this.totals.isDone()).isFalse();
	}

	@Test
	void neverGoesBack() {
		tell(Phase.TRANSFERRING, ONE, 40);
		tell(Phase.TRANSFERRING, ONE, 30);
		assertThat(this.totals.bytes()).isEqualTo(40);

		tell(Phase.TRANSFERRED, ONE, 100);
		tell(Phase.UNPACKING, ONE, 0);
		assertThat(this.totals.bytes()).isEqualTo(100);
	}

	@Test
	void knowsTheEnd() {
		tell(Phase.UNPACKED, ONE, 100);
		tell(Phase.DONE, null, 0);

		assertThat(this.totals.layersUnpacked()).isEqualTo(1);
		assertThat(this.totals.isDone()).isTrue();
	}

	private void tell(Phase phase, Descriptor blob, long bytes) {
		this.totals.onProgress(new ImageProgress(Operation.PULL, "image", phase, blob, bytes,
				(blob != null) ? blob.size() : ImageProgress.UNKNOWN));
	}

}
