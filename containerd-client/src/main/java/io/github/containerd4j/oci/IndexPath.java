package io.github.containerd4j.oci;

import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;

/**
 * The indexes on the way from a target to a place below it.
 */
record IndexPath(List<Digest> indexes) {

	static final IndexPath EMPTY = new IndexPath(List.of());

	// Nobody nests deeper than two levels; a bound keeps the stack and the work small.
	static final int MAX_DEPTH = 8;

	/**
	 * Goes one step further. Only indexes are counted: what lies below a manifest has no
	 * children.
	 */
	IndexPath to(Descriptor descriptor) {
		if (!MediaTypes.isIndex(descriptor.mediaType())) {
			return this;
		}
		if (this.indexes.contains(descriptor.digest())) {
			throw refused(descriptor, "it contains itself");
		}
		if (this.indexes.size() == MAX_DEPTH) {
			throw refused(descriptor, "it lies more than " + MAX_DEPTH + " indexes deep");
		}
		List<Digest> longer = new ArrayList<>(this.indexes);
		longer.add(descriptor.digest());
		return new IndexPath(longer);
	}

	private static ImageFormatException refused(Descriptor descriptor, String reason) {
		return ImageFormatException.of("image index", descriptor.digest().toString(), reason);
	}

}
