package io.github.containerd4j.oci;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * One search for the manifest of a platform, each index once.
 */
final class PlatformSearch {

	private final ImageDocuments documents;

	private final PlatformMatcher wanted;

	private final Set<Digest> seen = new HashSet<>();

	private @Nullable NotFoundException missing;

	PlatformSearch(ImageDocuments documents, PlatformMatcher wanted) {
		this.documents = documents;
		this.wanted = wanted;
	}

	OciDescriptor in(Descriptor target) {
		Optional<OciDescriptor> found = search(target, IndexPath.EMPTY);
		if (found.isPresent()) {
			return found.get();
		}
		if (this.missing != null) {
			throw this.missing;
		}
		throw new PlatformMismatchException(target.digest().toString(), this.wanted, this.documents.platforms(target));
	}

	private Optional<OciDescriptor> search(Descriptor index, IndexPath path) {
		IndexPath below = path.to(index);
		if (!this.seen.add(index.digest())) {
			return Optional.empty();
		}
		return this.documents.index(index)
			.manifests()
			.stream()
			.filter(this::isCandidate)
			.sorted(Comparator.comparing(OciDescriptor::platform, Comparator.nullsLast(this.wanted.order())))
			.flatMap((candidate) -> available(candidate, below).stream())
			.findFirst();
	}

	private boolean isCandidate(OciDescriptor entry) {
		Platform platform = entry.platform();
		return platform == null || this.wanted.matches(platform);
	}

	private Optional<OciDescriptor> available(OciDescriptor candidate, IndexPath path) {
		try {
			if (MediaTypes.isIndex(candidate.mediaType())) {
				return search(candidate.content(), path);
			}
			return isWanted(candidate) ? Optional.of(candidate) : Optional.empty();
		}
		catch (NotFoundException ex) {
			this.missing = (this.missing != null) ? this.missing : ex;
			return Optional.empty();
		}
	}

	private boolean isWanted(OciDescriptor candidate) {
		if (!MediaTypes.isManifest(candidate.mediaType())) {
			return false;
		}
		if (candidate.platform() != null) {
			this.documents.requireAvailable(candidate.digest());
			return true;
		}
		return this.documents.configPlatform(candidate.content()).filter(this.wanted::matches).isPresent();
	}

}
