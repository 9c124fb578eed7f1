package io.github.containerd4j.unpack;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * One layer in its place: what is unpacked, what the uncompressed tar must be, the name
 * of the snapshot that it becomes, and that of the one below.
 */
record Layer(Descriptor blob, Digest diffId, Digest chainId, @Nullable Digest parent) {

	@Nullable String parentName() {
		return (this.parent != null) ? this.parent.toString() : null;
	}

	String name() {
		return this.chainId.toString();
	}

}
