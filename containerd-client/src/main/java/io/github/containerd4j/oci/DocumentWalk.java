package io.github.containerd4j.oci;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;

/**
 * One walk from a target to everything that belongs to it. Each blob is read once, so
 * that indexes which name each other many times cost no more than their sizes.
 */
final class DocumentWalk {

	private final ImageDocuments documents;

	private final boolean lenient;

	private final List<OciDescriptor> found = new ArrayList<>();

	private final Set<Digest> seen = new HashSet<>();

	DocumentWalk(ImageDocuments documents, boolean lenient) {
		this.documents = documents;
		this.lenient = lenient;
	}

	List<OciDescriptor> from(Descriptor target) {
		visit(OciDescriptor.of(target), IndexPath.EMPTY);
		return List.copyOf(this.found);
	}

	private void visit(OciDescriptor descriptor, IndexPath path) {
		IndexPath below = path.to(descriptor.content());
		if (this.seen.add(descriptor.digest())) {
			this.found.add(descriptor);
			children(descriptor.content()).forEach((child) -> visit(child, below));
		}
	}

	private List<OciDescriptor> children(Descriptor descriptor) {
		try {
			return this.documents.children(descriptor);
		}
		catch (NotFoundException ex) {
			if (this.lenient) {
				return List.of();
			}
			throw ex;
		}
	}

}
