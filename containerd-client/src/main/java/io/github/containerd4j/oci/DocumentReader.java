package io.github.containerd4j.oci;

import java.util.List;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * From the JSON of manifests and indexes to records.
 */
final class DocumentReader {

	private static final String INDEX = "image index";

	private static final String MANIFEST = "image manifest";

	private DocumentReader() {
	}

	static Index index(byte[] json, String expected) {
		JsonNode document = JsonNode.parse(json, INDEX);
		String mediaType = mediaType(document, expected, MediaTypes.OCI_INDEX);
		if (!MediaTypes.isIndex(mediaType)) {
			throw refused(INDEX, mediaType);
		}
		if (document.hasContent("config") || document.hasContent("layers") || document.hasContent("fsLayers")) {
			throw confused(INDEX, "a manifest");
		}
		return new Index(mediaType, descriptors(document, "manifests"), document.text("artifactType"),
				optionalDescriptor(document, "subject"), document.textMap("annotations"));
	}

	static Manifest manifest(byte[] json, String expected) {
		JsonNode document = JsonNode.parse(json, MANIFEST);
		String mediaType = mediaType(document, expected, MediaTypes.OCI_MANIFEST);
		if (MediaTypes.isSchema1(mediaType) || document.number("schemaVersion") == 1) {
			throw ImageFormatException.of(MANIFEST, null,
					"it is of Docker's schema 1, which is not supported: push the image again with a newer tool");
		}
		if (!MediaTypes.isManifest(mediaType)) {
			throw refused(MANIFEST, mediaType);
		}
		if (document.hasContent("manifests") || document.hasContent("fsLayers")) {
			throw confused(MANIFEST, document.hasContent("manifests") ? "an index" : "a manifest of Docker's schema 1");
		}
		return new Manifest(mediaType, descriptor(document.required("config")), descriptors(document, "layers"),
				document.text("artifactType"), optionalDescriptor(document, "subject"),
				document.textMap("annotations"));
	}

	private static String mediaType(JsonNode document, String expected, String usual) {
		String own = document.text("mediaType");
		if (!own.isEmpty() && !expected.isEmpty() && !own.equals(expected)) {
			throw ImageFormatException.of(document.kind(), null,
					"it calls itself " + own + " but is referred to as " + expected);
		}
		if (!expected.isEmpty()) {
			return expected;
		}
		return own.isEmpty() ? usual : own;
	}

	private static ImageFormatException refused(String kind, String mediaType) {
		return ImageFormatException.of(kind, null, "it has the media type " + mediaType);
	}

	private static ImageFormatException confused(String kind, String other) {
		return ImageFormatException.of(kind, null, "it could be taken for " + other + " as well");
	}

	private static List<OciDescriptor> descriptors(JsonNode document, String key) {
		return document.nodes(key).stream().map(DocumentReader::descriptor).toList();
	}

	private static @Nullable OciDescriptor optionalDescriptor(JsonNode document, String key) {
		JsonNode node = document.node(key);
		return (node != null) ? descriptor(node) : null;
	}

	private static OciDescriptor descriptor(JsonNode node) {
		Digest digest = node.parsed("digest", node.text("digest"), Digest::parse);
		long size = node.number("size");
		if (size < 0) {
			throw node.invalid("size", "0 or more");
		}
		JsonNode platform = node.node("platform");
		return new OciDescriptor(new Descriptor(node.text("mediaType"), digest, size, node.textMap("annotations")),
				(platform != null) ? platform(platform) : null, node.texts("urls"), node.text("artifactType"));
	}

	static Platform platform(JsonNode node) {
		return new Platform(node.text("os"), node.text("architecture"), node.text("variant"), node.text("os.version"),
				node.texts("os.features"));
	}

}
