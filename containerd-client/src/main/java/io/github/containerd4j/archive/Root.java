package io.github.containerd4j.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.OciDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * An image at the top of an archive.
 *
 * @param target its manifest or index
 * @param names what it is called; empty if it has no name
 */
record Root(OciDescriptor target, List<String> names) {

	Root {
		names = List.copyOf(names);
	}

	Root named(String name) {
		return new Root(this.target, List.of(name));
	}

	boolean isNamed(@Nullable String name) {
		return name != null && this.names.equals(List.of(name));
	}

	/**
	 * What an image record points to. It has a name of its own, which may be another than
	 * the archive's.
	 */
	Descriptor record() {
		Map<String, String> annotations = new HashMap<>(this.target.annotations());
		annotations.remove(ImageNames.CONTAINERD);
		annotations.remove(ImageNames.OCI);
		return this.target.content().withAnnotations(annotations);
	}

}
