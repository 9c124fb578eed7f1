package io.github.containerd4j.image;

import java.util.List;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.transfer.ImageStore;

/**
 * Lets the daemon pull.
 */
final class DaemonPuller implements Puller {

	private final ImageSettings settings;

	DaemonPuller(ImageSettings settings) {
		this.settings = settings;
	}

	@Override
	public Descriptor pull(PullRequest request, Namespace underLease, TransferControl control)
			throws InterruptedException {
		try (DaemonTransfer transfer = DaemonTransfer.open(underLease, control)) {
			transfer.run(transfer.registry(request.reference(), this.settings, request.options().credentials()),
					store(request, underLease), request.progress());
		}
		return underLease.images().get(request.name()).target();
	}

	private static ImageStore store(PullRequest request, Namespace underLease) {
		PullOptions options = request.options();
		ImageStore.Builder store = ImageStore.builder(request.name());
		options.labels().forEach(store::label);
		Platform host = WantedPlatforms.hostOf(underLease, request.snapshotter());
		List<Platform> platforms = options.platforms().isEmpty() ? List.of(host) : options.platforms();
		if (options.allPlatforms()) {
			store.allMetadata(true);
		}
		else {
			platforms.forEach(store::platform);
		}
		if (options.unpack()) {
			(options.allPlatforms() ? List.of(host) : platforms)
				.forEach((platform) -> store.unpack(platform, request.snapshotter()));
		}
		return store.build();
	}

}
