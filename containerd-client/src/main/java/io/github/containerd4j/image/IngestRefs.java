package io.github.containerd4j.image;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.MediaTypes;

/**
 * The names of ingests that containerd's own clients use for a pull. With the same names
 * they and this client share a download and see how far it has come.
 * <p>
 * Source: {@code core/remotes/handlers.go} of containerd 2.1.
 */
final class IngestRefs {

	private static final String REF_NAME = "org.opencontainers.image.ref.name";

	private IngestRefs() {
	}

	static String of(Descriptor blob) {
		String name = blob.annotations().get(REF_NAME);
		String key = (name != null) ? name + "@" + blob.digest() : blob.digest().toString();
		return prefix(blob.mediaType()) + "-" + key;
	}

	private static String prefix(String mediaType) {
		if (MediaTypes.isManifest(mediaType)) {
			return "manifest";
		}
		if (MediaTypes.isIndex(mediaType)) {
			return "index";
		}
		if (MediaTypes.isLayer(mediaType)) {
			return "layer";
		}
		return MediaTypes.isConfig(mediaType) ? "config" : "unknown";
	}

}
