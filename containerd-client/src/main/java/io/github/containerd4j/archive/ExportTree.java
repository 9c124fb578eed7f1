package io.github.containerd4j.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.oci.PlatformMismatchException;
import org.jspecify.annotations.Nullable;

/**
 * Collects the blobs of the images that are exported.
 */
final class ExportTree {

	private static final int MAX_DEPTH = 8;

	private final ContentStore content;

	private final ImageDocuments documents;

	private final ExportOptions options;

	private final PlatformMatcher platforms;

	private final SortedMap<String, Descriptor> blobs = new TreeMap<>();

	private final Map<Digest, Boolean> complete = new LinkedHashMap<>();

	ExportTree(ContentStore content, ExportOptions options) {
		this.content = content;
		this.documents = ImageDocuments.of(content);
		this.options = options;
		this.platforms = options.platforms().isEmpty() ? PlatformMatcher.all()
				: PlatformMatcher.anyOf(options.platforms());
	}

	/**
	 * All blobs by their path.
	 */
	SortedMap<String, Descriptor> blobs() {
		return this.blobs;
	}

	/**
	 * Collects an image.
	 * @param target the target of its record
	 * @return its manifests that are exported
	 */
	List<StoredImage> addImage(Descriptor target) {
		List<StoredImage> found = new ArrayList<>();
		if (MediaTypes.isIndex(target.mediaType())) {
			addIndex(target, 0, found);
		}
		else if (MediaTypes.isManifest(target.mediaType())) {
			addManifest(target, found);
		}
		else {
			throw ImageFormatException.of("image", target.digest().toString(),
					"only manifests and indexes can be exported, this is " + target.mediaType());
		}
		return found;
	}

	private void addIndex(Descriptor index, int depth, List<StoredImage> found) {
		if (depth == MAX_DEPTH) {
			throw ImageFormatException.of("image index", index.digest().toString(),
					"indexes are nested deeper than " + MAX_DEPTH + " levels");
		}
		List<OciDescriptor> children = this.documents.index(index).manifests();
		List<OciDescriptor> wanted = children.stream().filter(this::isWanted).toList();
		if (wanted.isEmpty() && !children.isEmpty()) {
			throw new PlatformMismatchException(index.digest().toString(), this.platforms, offered(children));
		}
		add(index);
		wanted.forEach((child) -> addChild(child.content(), depth + 1, found));
	}

	private static List<Platform> offered(List<OciDescriptor> children) {
		List<Platform> offered = new ArrayList<>();
		for (OciDescriptor child : children) {
			Platform platform = child.platform();
			if (platform != null) {
				offered.add(platform);
			}
		}
		return offered;
	}

	private void addChild(Descriptor child, int depth, List<StoredImage> found) {
		if (MediaTypes.isIndex(child.mediaType())) {
			addIndex(child, depth, found);
		}
		else if (MediaTypes.isManifest(child.mediaType())) {
			addManifest(child, found);
		}
		else {
			add(child);
		}
	}

	private boolean isWanted(OciDescriptor child) {
		Platform platform = child.platform();
		if (platform != null && !this.platforms.matches(platform)) {
			return false;
		}
		boolean chosen = this.options.allPlatforms() || !this.options.platforms().isEmpty();
		return isComplete(child.content()) || (chosen && platform != null);
	}

	private boolean isComplete(Descriptor node) {
		Boolean known = this.complete.get(node.digest());
		if (known == null) {
			known = isStored(node.digest()) && children(node).stream().allMatch(this::isThere);
			this.complete.put(node.digest(), known);
		}
		return known;
	}

	private List<OciDescriptor> children(Descriptor node) {
		return MediaTypes.isManifest(node.mediaType()) ? this.documents.manifest(node).children() : List.of();
	}

	private boolean isThere(OciDescriptor child) {
		return MediaTypes.isNonDistributable(child.mediaType()) || isStored(child.digest());
	}

	private boolean isStored(Digest digest) {
		return this.content.find(digest).isPresent();
	}

	private void addManifest(Descriptor node, List<StoredImage> found) {
		Manifest manifest = this.documents.manifest(node);
		add(node);
		for (OciDescriptor child : manifest.children()) {
			if (!MediaTypes.isNonDistributable(child.mediaType())) {
				this.content.get(child.digest());
				add(child.content());
			}
			else if (this.options.nonDistributable() && isStored(child.digest())) {
				add(child.content());
			}
		}
		found.add(new StoredImage(node, manifest, config(manifest), true));
	}

	private @Nullable ImageConfig config(Manifest manifest) {
		return manifest.isImage() ? this.documents.config(manifest.config().content()) : null;
	}

	private void add(Descriptor blob) {
		this.blobs.put(ArchivePaths.blob(blob.digest()), blob);
	}

}
