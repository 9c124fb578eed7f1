package io.github.containerd4j.oci;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One image: a config and its layers. Or an artifact, whose config and layers are
 * whatever they are. Fields that are not known here are dropped; the digest is always
 * that of the original bytes.
 * <p>
 * Source: {@code manifest.md} of the OCI image specification 1.1.
 *
 * @param mediaType the media type
 * @param config the config
 * @param layers the layers, the lowest first
 * @param artifactType the type of the artifact; empty if it is an image
 * @param subject what this document says something about; {@code null} for nothing
 * @param annotations the annotations
 * @since 0.1.0
 */
public record Manifest(String mediaType, OciDescriptor config, List<OciDescriptor> layers, String artifactType,
		@Nullable OciDescriptor subject, Map<String, String> annotations) {

	/**
	 * Copies list and annotations.
	 * @param mediaType the media type
	 * @param config the config
	 * @param layers the layers
	 * @param artifactType the type of the artifact
	 * @param subject what this document says something about
	 * @param annotations the annotations
	 */
	public Manifest {
		layers = List.copyOf(layers);
		annotations = Map.copyOf(annotations);
	}

	/**
	 * An OCI image.
	 * @param config the config
	 * @param layers the layers, the lowest first
	 * @return the manifest
	 */
	public static Manifest of(OciDescriptor config, List<OciDescriptor> layers) {
		return new Manifest(MediaTypes.OCI_MANIFEST, config, layers, "", null, Map.of());
	}

	/**
	 * Reads a manifest. A document that could also be taken for an index is refused, as
	 * is one that names another media type than was expected; see
	 * {@link Index#parse(byte[], String)}.
	 * @param json the document
	 * @param expectedMediaType the media type that the descriptor or the registry names;
	 * empty if none does: then the document's own counts
	 * @return the manifest
	 * @throws ImageFormatException if the document is no manifest, is one of Docker's
	 * schema 1, or breaks the rules
	 */
	public static Manifest parse(byte[] json, String expectedMediaType) {
		return DocumentReader.manifest(json, expectedMediaType);
	}

	/**
	 * All that this document names below itself: the config, then the layers.
	 * @return the children
	 */
	public List<OciDescriptor> children() {
		return Stream.concat(Stream.of(this.config), this.layers.stream()).toList();
	}

	/**
	 * Whether it is an image that can be unpacked: its config is that of an image, and
	 * all that lies below it are layers.
	 * @return whether it is
	 */
	public boolean isImage() {
		return MediaTypes.isConfig(config().mediaType())
				&& layers().stream().map(OciDescriptor::mediaType).allMatch(MediaTypes::isLayer);
	}

	/**
	 * Writes the manifest. The same manifest always gives the same bytes.
	 * @return the document
	 */
	public byte[] toJson() {
		return DocumentWriter.write(this);
	}

}
