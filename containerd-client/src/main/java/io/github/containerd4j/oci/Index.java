package io.github.containerd4j.oci;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Several images under one name, one for each platform: an OCI index or a Docker manifest
 * list. Fields that are not known here are dropped; the digest is always that of the
 * original bytes.
 * <p>
 * Source: {@code image-index.md} of the OCI image specification 1.1.
 *
 * @param mediaType the media type
 * @param manifests the images, and other indexes or artifacts, in the order of the
 * document
 * @param artifactType the type of the artifact; empty if there is none
 * @param subject what this document says something about; {@code null} for nothing
 * @param annotations the annotations
 * @since 0.1.0
 */
public record Index(String mediaType, List<OciDescriptor> manifests, String artifactType,
		@Nullable OciDescriptor subject, Map<String, String> annotations) {

	/**
	 * Copies list and annotations.
	 * @param mediaType the media type
	 * @param manifests the images
	 * @param artifactType the type of the artifact
	 * @param subject what this document says something about
	 * @param annotations the annotations
	 */
	public Index {
		manifests = List.copyOf(manifests);
		annotations = Map.copyOf(annotations);
	}

	/**
	 * An OCI index of images.
	 * @param manifests the images
	 * @return the index
	 */
	public static Index of(List<OciDescriptor> manifests) {
		return new Index(MediaTypes.OCI_INDEX, manifests, "", null, Map.of());
	}

	/**
	 * Reads an index. A document that could also be taken for a manifest is refused, as
	 * is one that names another media type than was expected: others might read it
	 * differently.
	 * <p>
	 * Source: {@code validateMediaType} in {@code core/images/image.go} of containerd
	 * 2.1; advisory GHSA-5j5w-g665-5m35.
	 * @param json the document
	 * @param expectedMediaType the media type that the descriptor or the registry names;
	 * empty if none does: then the document's own counts
	 * @return the index
	 * @throws ImageFormatException if the document is no index or breaks the rules
	 */
	public static Index parse(byte[] json, String expectedMediaType) {
		return DocumentReader.index(json, expectedMediaType);
	}

	/**
	 * Writes the index. The same index always gives the same bytes.
	 * @return the document
	 */
	public byte[] toJson() {
		return DocumentWriter.write(this);
	}

}
