package io.github.containerd4j.oci;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;

/**
 * Collects the platforms that a target offers, each index once.
 */
final class OfferedPlatforms {

	// What builders write for attestations.
	private static final String UNKNOWN = "unknown";

	private final ImageDocuments documents;

	private final Set<Platform> platforms = new LinkedHashSet<>();

	private final Set<Digest> seen = new HashSet<>();

	OfferedPlatforms(ImageDocuments documents) {
		this.documents = documents;
	}

	List<Platform> of(Descriptor target) {
		if (MediaTypes.isIndex(target.mediaType())) {
			addIndex(target, IndexPath.EMPTY);
		}
		else if (MediaTypes.isManifest(target.mediaType())) {
			this.documents.configPlatform(target).ifPresent(this::add);
		}
		return List.copyOf(this.platforms);
	}

	private void addIndex(Descriptor index, IndexPath path) {
		IndexPath below = path.to(index);
		if (this.seen.add(index.digest())) {
			this.documents.index(index).manifests().forEach((entry) -> addEntry(entry, below));
		}
	}

	private void addEntry(OciDescriptor entry, IndexPath path) {
		Platform platform = entry.platform();
		if (platform != null) {
			add(platform);
			return;
		}
		try {
			if (MediaTypes.isIndex(entry.mediaType())) {
				addIndex(entry.content(), path);
			}
			else if (MediaTypes.isManifest(entry.mediaType())) {
				this.documents.configPlatform(entry.content()).ifPresent(this::add);
			}
		}
		catch (NotFoundException ex) {
			// What is not here says nothing of itself, and cannot be used either.
		}
	}

	private void add(Platform platform) {
		if (!platform.os().equals(UNKNOWN)) {
			this.platforms.add(platform);
		}
	}

}
