package io.github.containerd4j.archive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.GcLabels;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Index;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.oci.PlatformMismatchException;
import org.jspecify.annotations.Nullable;

/**
 * Stores what the top of an image refers to: documents and configs at once, because they
 * are small and tell what comes next; the layers are only collected.
 */
final class TreeImport {

	private static final int MAX_DEPTH = 8;

	private final ArchiveBlobs blobs;

	private final PlatformMatcher platforms;

	private final MissingContent missing;

	private final Map<Digest, Descriptor> layers = new LinkedHashMap<>();

	private final Map<Digest, StoredImage> images = new LinkedHashMap<>();

	private final Set<Digest> indexes = new HashSet<>();

	TreeImport(ArchiveBlobs blobs, ImportOptions options) {
		this.blobs = blobs;
		this.platforms = options.platforms().isEmpty() ? PlatformMatcher.all()
				: PlatformMatcher.anyOf(options.platforms());
		this.missing = options.missing();
	}

	/**
	 * The layers, and other blobs, that are in the archive and not yet stored.
	 */
	List<Descriptor> layers() {
		return List.copyOf(this.layers.values());
	}

	/**
	 * Stores the documents of an image.
	 * @param root the target of the image
	 * @return its manifests
	 */
	List<StoredImage> store(OciDescriptor root) {
		List<StoredImage> found = new ArrayList<>();
		if (store(root, PlatformMatcher.all(), 0, found) == Outcome.MISSING) {
			throw missing(root);
		}
		return found;
	}

	private Outcome store(OciDescriptor node, PlatformMatcher wanted, int depth, List<StoredImage> found) {
		if (MediaTypes.isSchema1(node.mediaType())) {
			throw ImageFormatException.of("image manifest", node.digest().toString(),
					"it is of Docker's schema 1, which is not supported; convert the image with a newer docker");
		}
		if (MediaTypes.isIndex(node.mediaType())) {
			return storeIndex(node, depth, found);
		}
		if (MediaTypes.isManifest(node.mediaType())) {
			return storeManifest(node, wanted, found);
		}
		return collect(node.content()) ? Outcome.STORED : Outcome.MISSING;
	}

	private Outcome storeIndex(OciDescriptor node, int depth, List<StoredImage> found) {
		if (depth == MAX_DEPTH) {
			throw ImageFormatException.of("image index", node.digest().toString(),
					"indexes are nested deeper than " + MAX_DEPTH + " levels");
		}
		Optional<byte[]> json = this.blobs.read(node.content());
		if (json.isEmpty()) {
			return Outcome.MISSING;
		}
		Index index = Index.parse(json.get(), node.mediaType());
		if (!this.indexes.add(node.digest()) && depth > 0) {
			// Its images were stored when it was met first.
			return Outcome.STORED;
		}
		this.blobs.store(node.content(), json.get(), GcLabels.forChildren(index.manifests()));
		storeChildren(node, index.manifests(), depth, found);
		return Outcome.STORED;
	}

	private void storeChildren(OciDescriptor node, List<OciDescriptor> children, int depth, List<StoredImage> found) {
		int stored = 0;
		for (OciDescriptor child : children) {
			Platform platform = child.platform();
			if (platform != null && !this.platforms.matches(platform)) {
				continue;
			}
			PlatformMatcher wanted = (platform == null) ? this.platforms : PlatformMatcher.all();
			Outcome outcome = store(child, wanted, depth + 1, found);
			if (outcome == Outcome.MISSING && this.missing == MissingContent.FAIL) {
				throw missing(child);
			}
			stored += (outcome == Outcome.STORED) ? 1 : 0;
		}
		if (stored == 0 && !children.isEmpty() && this.missing != MissingContent.SKIP_ALL) {
			throw new PlatformMismatchException(node.digest().toString(), this.platforms, offered(children));
		}
	}

	private List<Platform> offered(List<OciDescriptor> children) {
		List<Platform> offered = new ArrayList<>();
		for (OciDescriptor child : children) {
			Platform platform = child.platform();
			if (platform != null && this.blobs.has(child.digest())) {
				offered.add(platform);
			}
		}
		return offered;
	}

	private Outcome storeManifest(OciDescriptor node, PlatformMatcher wanted, List<StoredImage> found) {
		StoredImage known = this.images.get(node.digest());
		if (known != null) {
			found.add(known);
			return Outcome.STORED;
		}
		Optional<byte[]> json = this.blobs.read(node.content());
		if (json.isEmpty()) {
			return Outcome.MISSING;
		}
		Manifest manifest = Manifest.parse(json.get(), node.mediaType());
		ImageConfig config = config(manifest);
		if (config != null && !wanted.matches(StoredImage.platform(config))) {
			return Outcome.UNWANTED;
		}
		this.blobs.store(node.content(), json.get(), GcLabels.forChildren(manifest.children()));
		Descriptor first = manifest.config().content();
		if (this.blobs.has(first.digest())) {
			// Unpacking the layers ends with a label on it, however soon that is.
			this.blobs.store(first);
		}
		boolean complete = collectAll(manifest.children());
		StoredImage image = new StoredImage(node.content(), manifest, config, complete);
		this.images.put(node.digest(), image);
		found.add(image);
		return Outcome.STORED;
	}

	private @Nullable ImageConfig config(Manifest manifest) {
		if (!manifest.isImage()) {
			return null;
		}
		return this.blobs.read(manifest.config().content()).map(ImageConfig::parse).orElse(null);
	}

	private boolean collectAll(List<OciDescriptor> children) {
		boolean complete = true;
		for (OciDescriptor child : children) {
			if (!collect(child.content())) {
				complete = false;
				if (this.missing != MissingContent.SKIP_ALL && !MediaTypes.isNonDistributable(child.mediaType())) {
					throw missing(child);
				}
			}
		}
		return complete;
	}

	private boolean collect(Descriptor blob) {
		if (this.layers.containsKey(blob.digest())) {
			return true;
		}
		if (this.blobs.has(blob.digest())) {
			this.layers.put(blob.digest(), blob);
			return true;
		}
		return this.blobs.isStored(blob.digest());
	}

	private static NotFoundException missing(OciDescriptor node) {
		Failure failure = new Failure("import", "content", node.digest().toString(), null, ErrorCode.NOT_FOUND);
		return new NotFoundException(failure.describe() + ": neither the archive nor the namespace has it, but an image"
				+ " refers to it as " + node.mediaType(), failure, null);
	}

	private enum Outcome {

		STORED, UNWANTED, MISSING

	}

}
