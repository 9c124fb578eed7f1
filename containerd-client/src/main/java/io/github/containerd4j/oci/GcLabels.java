package io.github.containerd4j.oci;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.content.Digest;

/**
 * The labels that tell garbage collection what belongs together: a blob that is kept
 * keeps what its labels name.
 * <p>
 * Source: {@code ChildGCLabels} in {@code core/images/mediatypes.go} and
 * {@code SetChildrenMappedLabels} in {@code core/images/handlers.go} of containerd 2.1;
 * the same in 1.6.
 *
 * @since 0.1.0
 */
public final class GcLabels {

	private static final String CONTENT = "containerd.io/gc.ref.content.";

	private static final String SNAPSHOT = "containerd.io/gc.ref.snapshot.";

	private GcLabels() {
	}

	/**
	 * The labels for the blob of a manifest or an index. Name all children of the
	 * document, also those that are not fetched: what is absent does no harm.
	 * @param children the children in the order of the document, as
	 * {@link ImageDocuments#children} has them
	 * @return the labels
	 */
	public static Map<String, String> forChildren(List<OciDescriptor> children) {
		Map<String, Integer> used = new HashMap<>();
		Map<String, String> labels = new LinkedHashMap<>();
		for (OciDescriptor child : children) {
			String key = key(child.mediaType());
			int number = used.merge(key, 1, Integer::sum) - 1;
			labels.put((number > 0 || key.endsWith(".")) ? key + number : key, child.digest().toString());
		}
		return labels;
	}

	private static String key(String mediaType) {
		if (MediaTypes.isConfig(mediaType)) {
			return CONTENT + "config";
		}
		if (MediaTypes.isManifest(mediaType)) {
			return CONTENT + "m.";
		}
		return MediaTypes.isLayer(mediaType) ? CONTENT + "l." : CONTENT;
	}

	/**
	 * The label for the blob of a config, once the image's layers are unpacked.
	 * @param snapshotter the snapshotter they are unpacked with
	 * @param chainId the chain id of all layers: the name of the uppermost snapshot
	 * @return the label
	 */
	public static Map<String, String> snapshot(String snapshotter, Digest chainId) {
		return Map.of(SNAPSHOT + snapshotter, chainId.toString());
	}

}
