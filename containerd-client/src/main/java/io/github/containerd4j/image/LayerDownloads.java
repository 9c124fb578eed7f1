package io.github.containerd4j.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.unpack.LayerSource;

/**
 * The layers of an image on their way, several at a time and the lowest first. For one
 * thread.
 */
final class LayerDownloads implements LayerSource {

	private final BlobFetcher blobs;

	private final TransferControl control;

	private final Map<Digest, Future<Void>> running = new LinkedHashMap<>();

	LayerDownloads(BlobFetcher blobs, TransferControl control) {
		this.blobs = blobs;
		this.control = control;
	}

	@Override
	public void need(List<OciDescriptor> layers) {
		for (OciDescriptor layer : layers) {
			this.running.computeIfAbsent(layer.digest(), (digest) -> this.control.submitBlob(() -> {
				this.blobs.fetch(layer);
				return null;
			}));
		}
	}

	@Override
	public void await(OciDescriptor layer) throws InterruptedException {
		Future<Void> download = this.running.get(layer.digest());
		if (download == null) {
			throw new IllegalStateException("layer " + layer.digest() + " was not asked for");
		}
		await(download);
	}

	void awaitAll() throws InterruptedException {
		for (Future<Void> download : this.running.values()) {
			await(download);
		}
	}

	private void await(Future<Void> download) throws InterruptedException {
		try {
			download.get();
		}
		catch (ExecutionException ex) {
			// The whole transfer was stopped with this as the reason.
			throw this.control.subject().cancelled("a blob could not be fetched", ex.getCause());
		}
	}

}
