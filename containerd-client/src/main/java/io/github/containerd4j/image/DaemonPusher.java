package io.github.containerd4j.image;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.transfer.ImageStore;

/**
 * Lets the daemon push.
 */
final class DaemonPusher implements Pusher {

	private final ImageSettings settings;

	DaemonPusher(ImageSettings settings) {
		this.settings = settings;
	}

	@Override
	public void push(PushRequest request, Namespace underLease, TransferControl control) throws InterruptedException {
		try (DaemonTransfer transfer = DaemonTransfer.open(underLease, control)) {
			transfer.run(ImageStore.of(request.image()),
					transfer.registry(request.reference(), this.settings, request.options().credentials()),
					request.progress());
		}
	}

}
