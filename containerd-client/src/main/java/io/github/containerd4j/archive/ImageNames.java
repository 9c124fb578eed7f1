package io.github.containerd4j.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageReference;
import org.jspecify.annotations.Nullable;

/**
 * What the images of an archive are called.
 * <p>
 * Source: {@code pkg/images/archive/reference.go} and {@code client/import.go} of
 * containerd 2.1.
 */
final class ImageNames {

	/** The annotation that containerd writes: the full name, taken literally. */
	static final String CONTAINERD = "io.containerd.image.name";

	/** The annotation of the OCI image layout: only a tag, or a full name. */
	static final String OCI = "org.opencontainers.image.ref.name";

	private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

	private final ImportOptions options;

	ImageNames(ImportOptions options) {
		this.options = options;
	}

	/**
	 * The names by the annotations of an entry in the index.
	 */
	List<String> ofAnnotations(Map<String, String> annotations, Digest digest) {
		String full = annotations.get(CONTAINERD);
		String name = (full != null && !full.isEmpty()) ? full : ofReference(annotations.getOrDefault(OCI, ""));
		return withDigest((name != null) ? List.of(name) : List.of(), digest);
	}

	/**
	 * The names by the tags of docker's manifest.
	 */
	List<String> ofTags(List<String> tags, Digest digest) {
		List<String> names = new ArrayList<>();
		for (String tag : tags) {
			String name = normalized(tag);
			if (name != null) {
				names.add(name);
			}
		}
		return withDigest(names, digest);
	}

	private @Nullable String ofReference(String reference) {
		if (!TAG.matcher(reference).matches()) {
			return normalized(reference);
		}
		return (this.options.prefix() != null) ? this.options.prefix() + ":" + reference : null;
	}

	private static @Nullable String normalized(String name) {
		try {
			return ImageReference.parse(name).name();
		}
		catch (InvalidArgumentException ex) {
			// No tool writes such names; the image may still be named by its digest.
			return null;
		}
	}

	private List<String> withDigest(List<String> names, Digest digest) {
		boolean added = switch (this.options.digestNames()) {
			case NEVER -> false;
			case UNNAMED -> names.isEmpty();
			case ALWAYS -> true;
		};
		if (!added) {
			return List.copyOf(names);
		}
		List<String> all = new ArrayList<>(names);
		all.add(this.options.prefix() + "@" + digest);
		return List.copyOf(all);
	}

}
