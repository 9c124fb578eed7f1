package io.github.containerd4j.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.registry.Access;
import io.github.containerd4j.registry.RegistryClient;
import io.github.containerd4j.registry.Repository;

/**
 * Pushes by itself: reads from the content store and talks to the registry.
 */
final class ClientPusher implements Pusher {

	private static final int MAX_DOCUMENT = 16 * 1024 * 1024;

	private final Supplier<RegistryClient> registries;

	ClientPusher(Supplier<RegistryClient> registries) {
		this.registries = registries;
	}

	@Override
	public void push(PushRequest request, Namespace underLease, TransferControl control)
			throws IOException, InterruptedException {
		request.progress().report(Phase.RESOLVING);
		Repository repository = this.registries.get()
			.repository(request.reference(), Set.of(Access.PULL, Access.PUSH), request.options().credentials());
		BlobPusher blobs = new BlobPusher(underLease.content(), repository, SourceLabel.of(request.reference()),
				control, request.progress());
		List<Future<?>> running = new ArrayList<>();
		for (OciDescriptor blob : request.plan().blobs()) {
			running.add(control.submitBlob(() -> {
				blobs.push(blob.content());
				return null;
			}));
		}
		for (Future<?> each : running) {
			await(each, control);
		}
		for (Descriptor document : request.plan().parents()) {
			push(document, request, repository, underLease, control);
		}
	}

	private static void await(Future<?> push, TransferControl control) throws InterruptedException {
		try {
			push.get();
		}
		catch (ExecutionException ex) {
			// The whole transfer was stopped with this as the reason.
			throw control.subject().cancelled("a blob could not be pushed", ex.getCause());
		}
	}

	private static void push(Descriptor document, PushRequest request, Repository repository, Namespace underLease,
			TransferControl control) throws IOException {
		boolean root = document.digest().equals(request.plan().root().digest());
		try (StallWatch.Moving moving = control.watch("document " + document.digest())) {
			if (!root && repository.exists(document)) {
				request.progress().report(Phase.EXISTS, document);
				return;
			}
			byte[] bytes = underLease.content().readAll(document.digest(), MAX_DOCUMENT);
			boolean tagged = root && request.reference().digest() == null;
			repository.pushManifest(document, bytes, tagged ? request.reference().tag() : null);
			request.progress().report(Phase.TRANSFERRED, document);
		}
	}

}
