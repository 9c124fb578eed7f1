package io.github.containerd4j.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Index;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The images of an OCI image layout.
 * <p>
 * Source: {@code image-layout.md} of the OCI image specification 1.1.
 */
final class OciLayout {

	private OciLayout() {
	}

	static List<Root> roots(ArchiveBlobs blobs, ImageNames names, @Nullable String indexName) {
		requireVersion(blobs.source().read(ArchivePaths.LAYOUT));
		byte[] json = blobs.source().read(ArchivePaths.INDEX);
		Index index = Index.parse(json, MediaTypes.OCI_INDEX);
		List<Root> roots = new ArrayList<>();
		for (OciDescriptor target : index.manifests()) {
			roots.add(new Root(target, names.ofAnnotations(target.annotations(), target.digest())));
		}
		if (indexName != null) {
			Descriptor whole = blobs.add(MediaTypes.OCI_INDEX, json);
			roots.add(new Root(OciDescriptor.of(whole), List.of(indexName)));
		}
		return roots;
	}

	private static void requireVersion(byte[] layout) {
		String version = version(layout);
		if (version == null || !version.startsWith("1.")) {
			throw ImageFormatException.of("image archive entry", ArchivePaths.LAYOUT,
					"its version is " + version + ", only 1.x is known");
		}
	}

	private static @Nullable String version(byte[] layout) {
		try {
			JsonElement document = JsonParser.parseString(new String(layout, StandardCharsets.UTF_8));
			JsonElement version = document.isJsonObject() ? document.getAsJsonObject().get("imageLayoutVersion") : null;
			return (version != null && version.isJsonPrimitive()) ? version.getAsString() : null;
		}
		catch (JsonParseException ex) {
			return null;
		}
	}

}
