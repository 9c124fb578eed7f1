package io.github.containerd4j.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;

/**
 * What belongs to an image that is to be pushed, in the order in which a registry takes
 * it: first the blobs, then each document after those that it refers to.
 */
final class PushPlan {

	private static final int MAX_DEPTH = 8;

	private final ContentStore content;

	private final ImageDocuments documents;

	private final boolean skipNonDistributable;

	private final Descriptor root;

	private final Map<Digest, OciDescriptor> blobs = new LinkedHashMap<>();

	private final Map<Digest, Descriptor> parents = new LinkedHashMap<>();

	private final List<Descriptor> missing = new ArrayList<>();

	private boolean skipped;

	private PushPlan(ContentStore content, Descriptor root, boolean skipNonDistributable) {
		this.content = content;
		this.documents = ImageDocuments.of(content);
		this.root = root;
		this.skipNonDistributable = skipNonDistributable;
	}

	/**
	 * Finds out what belongs to an image. The content is not read, besides the documents.
	 */
	static PushPlan of(ContentStore content, Descriptor root, boolean skipNonDistributable) {
		PushPlan plan = new PushPlan(content, root, skipNonDistributable);
		plan.add(OciDescriptor.of(root), 0);
		return plan;
	}

	private void add(OciDescriptor each, int depth) {
		if (depth > MAX_DEPTH) {
			throw ImageFormatException.of("image", this.root.digest().toString(),
					"its indexes are nested deeper than " + MAX_DEPTH);
		}
		if (this.skipNonDistributable && MediaTypes.isNonDistributable(each.mediaType())) {
			this.skipped = true;
			return;
		}
		if (this.content.find(each.digest()).isEmpty()) {
			this.missing.add(each.content());
			return;
		}
		boolean parent = MediaTypes.isIndex(each.mediaType()) || MediaTypes.isManifest(each.mediaType());
		if (!parent) {
			this.blobs.putIfAbsent(each.digest(), each);
			return;
		}
		for (OciDescriptor child : this.documents.children(each.content())) {
			add(child, depth + 1);
		}
		this.parents.putIfAbsent(each.digest(), each.content());
	}

	/**
	 * The document that the name in the registry will stand for.
	 */
	Descriptor root() {
		return this.root;
	}

	/**
	 * Configs and layers, each once.
	 */
	List<OciDescriptor> blobs() {
		return List.copyOf(this.blobs.values());
	}

	/**
	 * Manifests and indexes, children before parents, the root last.
	 */
	List<Descriptor> parents() {
		return List.copyOf(this.parents.values());
	}

	/**
	 * What is not in the content store.
	 */
	List<Descriptor> missing() {
		return this.missing;
	}

	/**
	 * Whether layers stay here that may not be distributed.
	 */
	boolean skips() {
		return this.skipped;
	}

}
