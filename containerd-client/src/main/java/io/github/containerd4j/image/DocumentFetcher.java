package io.github.containerd4j.image;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.GcLabels;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Index;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.registry.Repository;

/**
 * Brings indexes, manifests and configs into the content store, labelled so that garbage
 * collection keeps what they refer to. What is there already is not asked of the
 * registry.
 */
final class DocumentFetcher {

	// What the registry client accepts of a manifest whose digest is known.
	private static final int MAX_SIZE = 16 * 1024 * 1024;

	private final ContentStore content;

	private final Repository repository;

	private final BlobFetcher blobs;

	private final Map<Descriptor, FetchedManifest> manifests = new HashMap<>();

	DocumentFetcher(ContentStore content, Repository repository, BlobFetcher blobs) {
		this.content = content;
		this.repository = repository;
		this.blobs = blobs;
	}

	Index index(Descriptor descriptor) throws IOException, InterruptedException {
		byte[] bytes = bytes(descriptor);
		Index index = Index.parse(bytes, descriptor.mediaType());
		this.blobs.store(descriptor, bytes, GcLabels.forChildren(index.manifests()));
		return index;
	}

	FetchedManifest manifest(OciDescriptor descriptor) throws IOException, InterruptedException {
		FetchedManifest known = this.manifests.get(descriptor.content());
		if (known != null) {
			return known;
		}
		FetchedManifest fetched = fetch(descriptor);
		this.manifests.put(descriptor.content(), fetched);
		return fetched;
	}

	private FetchedManifest fetch(OciDescriptor descriptor) throws IOException, InterruptedException {
		if (!MediaTypes.isManifest(descriptor.mediaType())) {
			throw ImageFormatException.of("manifest", descriptor.digest().toString(),
					"its media type " + descriptor.mediaType() + " is none of an image or artifact");
		}
		byte[] bytes = bytes(descriptor.content());
		Manifest manifest = Manifest.parse(bytes, descriptor.mediaType());
		this.blobs.store(descriptor.content(), bytes, GcLabels.forChildren(manifest.children()));
		this.blobs.fetch(manifest.config());
		ImageConfig config = manifest.isImage() ? ImageDocuments.of(this.content).config(manifest.config().content())
				: null;
		return new FetchedManifest(descriptor, manifest, config);
	}

	private byte[] bytes(Descriptor descriptor) throws IOException {
		try {
			return this.content.readAll(descriptor.digest(), MAX_SIZE);
		}
		catch (NotFoundException ex) {
			return this.repository.fetchManifest(descriptor);
		}
	}

}
