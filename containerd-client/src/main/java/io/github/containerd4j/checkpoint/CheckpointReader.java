package io.github.containerd4j.checkpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.oci.Index;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of a checkpoint in its index, whoever wrote it.
 */
final class CheckpointReader {

	private final Namespace namespace;

	CheckpointReader(Namespace namespace) {
		this.namespace = namespace;
	}

	CheckpointImage read(String name) {
		Descriptor target = this.namespace.images().get(name).target();
		if (!MediaTypes.isIndex(target.mediaType())) {
			throw noCheckpoint(name);
		}
		return toImage(name, target, ImageDocuments.of(this.namespace.content()).index(target));
	}

	static CheckpointImage toImage(String name, Descriptor target, Index index) {
		Descriptor dump = find(index, CheckpointParts.DUMP::equals);
		Descriptor config = find(index, CheckpointParts.CONFIG::equals);
		String runtime = index.annotations().get(CheckpointParts.RUNTIME);
		if (dump == null && config == null && runtime == null) {
			throw noCheckpoint(name);
		}
		return new CheckpointImage(name, target, index.annotations().get(CheckpointParts.CONTAINER_ID), labels(index),
				CheckpointNetwork.read(index.annotations()),
				index.annotations()
					.getOrDefault(CheckpointParts.BASE_NAME, index.annotations().get(CheckpointParts.TASK_BASE_NAME)),
				runtime, index.annotations().get(CheckpointParts.SNAPSHOTTER),
				find(index, (type) -> MediaTypes.isIndex(type) || MediaTypes.isManifest(type)), dump, config,
				find(index, MediaTypes::isLayer), find(index, CheckpointParts.OPTIONS::equals),
				find(index, CheckpointParts.RUNTIME_OPTIONS::equals));
	}

	private static Map<String, String> labels(Index index) {
		Map<String, String> labels = new HashMap<>();
		index.annotations().forEach((key, value) -> {
			if (key.startsWith(CheckpointParts.CONTAINER_LABEL)) {
				labels.put(key.substring(CheckpointParts.CONTAINER_LABEL.length()), value);
			}
		});
		return labels;
	}

	private static @Nullable Descriptor find(Index index, Predicate<String> mediaType) {
		return index.manifests()
			.stream()
			.filter((part) -> mediaType.test(part.mediaType()))
			.map(OciDescriptor::content)
			.findFirst()
			.orElse(null);
	}

	private static ImageFormatException noCheckpoint(String name) {
		return ImageFormatException.of("checkpoint", name,
				"the image is no checkpoint: it names neither a dump nor the spec of a container");
	}

}
