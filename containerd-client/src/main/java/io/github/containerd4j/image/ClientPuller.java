package io.github.containerd4j.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.registry.Access;
import io.github.containerd4j.registry.RegistryClient;
import io.github.containerd4j.registry.Repository;
import io.github.containerd4j.unpack.Unpacker;

/**
 * Pulls by itself: asks the registry, writes to the content store, and unpacks a layer
 * while the next ones are still on their way.
 */
final class ClientPuller implements Puller {

	private final Supplier<RegistryClient> registries;

	ClientPuller(Supplier<RegistryClient> registries) {
		this.registries = registries;
	}

	@Override
	public Descriptor pull(PullRequest request, Namespace underLease, TransferControl control)
			throws IOException, InterruptedException {
		request.progress().report(Phase.RESOLVING);
		Repository repository = this.registries.get()
			.repository(request.reference(), Set.of(Access.PULL), request.options().credentials());
		Descriptor root = resolve(repository, control);
		ContentStore content = underLease.content();
		BlobFetcher blobs = new BlobFetcher(content, repository, SourceLabel.of(request.reference()), control,
				request.progress());
		WantedPlatforms wanted = request.platforms(underLease);
		ImageTree tree = new ImageTree(request.name(), new DocumentFetcher(content, repository, blobs), wanted);
		new Images(request, underLease, control, blobs, wanted).complete(tree.fetch(root));
		return root;
	}

	private static Descriptor resolve(Repository repository, TransferControl control) throws IOException {
		try (StallWatch.Moving moving = control.watch("the registry's answer")) {
			return repository.resolve().target();
		}
	}

	/**
	 * The manifests whose layers are still missing.
	 */
	private static final class Images {

		private final PullRequest request;

		private final TransferControl control;

		private final BlobFetcher blobs;

		private final WantedPlatforms wanted;

		private final Unpacker unpacker;

		Images(PullRequest request, Namespace underLease, TransferControl control, BlobFetcher blobs,
				WantedPlatforms wanted) {
			this.request = request;
			this.control = control;
			this.blobs = blobs;
			this.wanted = wanted;
			this.unpacker = Unpacker.over(underLease, request.snapshotter())
				.withProgress(request.progress())
				.withTimeout(control.remaining());
		}

		void complete(List<FetchedManifest> manifests) throws InterruptedException {
			List<LayerDownloads> downloads = new ArrayList<>();
			for (FetchedManifest each : manifests) {
				LayerDownloads layers = new LayerDownloads(this.blobs, this.control);
				layers.need(isUnpacked(each) ? notUnpackable(each) : each.manifest().layers());
				downloads.add(layers);
			}
			for (int index = 0; index < manifests.size(); index++) {
				ImageConfig config = manifests.get(index).config();
				if (config != null && isUnpacked(manifests.get(index))) {
					this.unpacker.unpack(manifests.get(index).manifest(), config, downloads.get(index));
				}
				downloads.get(index).awaitAll();
			}
		}

		private boolean isUnpacked(FetchedManifest manifest) {
			ImageConfig config = manifest.config();
			return this.request.options().unpack() && config != null
					&& (!this.wanted.all() || this.wanted.host().matches(config.platform()));
		}

		// Layers that are unpacked are fetched when the unpacker asks for them.
		private static List<OciDescriptor> notUnpackable(FetchedManifest manifest) {
			return manifest.manifest()
				.layers()
				.stream()
				.filter((layer) -> !MediaTypes.isLayer(layer.mediaType()))
				.toList();
		}

	}

}
