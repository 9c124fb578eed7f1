package io.github.containerd4j.archive;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.unpack.LayerSource;

/**
 * Lets a layer be unpacked as soon as it is stored. Whoever waits is interrupted when the
 * import fails.
 */
final class LayerGate implements LayerSource {

	private final Map<Digest, CountDownLatch> coming = new ConcurrentHashMap<>();

	LayerGate(List<Descriptor> coming) {
		coming.forEach((blob) -> this.coming.put(blob.digest(), new CountDownLatch(1)));
	}

	void arrived(Descriptor blob) {
		CountDownLatch latch = this.coming.get(blob.digest());
		if (latch != null) {
			latch.countDown();
		}
	}

	@Override
	public void need(List<OciDescriptor> layers) {
		// All of the image is stored, needed for unpacking or not.
	}

	@Override
	public void await(OciDescriptor layer) throws InterruptedException {
		CountDownLatch latch = this.coming.get(layer.digest());
		if (latch != null) {
			latch.await();
		}
	}

}
