package io.github.containerd4j.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.image.ImageInfo;
import io.github.containerd4j.image.ImageService;
import io.github.containerd4j.image.ImageUpdate;
import io.github.containerd4j.oci.Index;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.oci.Platform;

/**
 * Collects the parts of a checkpoint and makes them an image.
 */
final class CheckpointWriter {

	private static final int ATTEMPTS = 5;

	private final Namespace underLease;

	private final String name;

	private final List<OciDescriptor> parts = new ArrayList<>();

	CheckpointWriter(Namespace underLease, String name) {
		this.underLease = underLease;
		this.name = name;
	}

	void addBase(Descriptor image) {
		this.parts.add(OciDescriptor.of(image.withAnnotations(Map.of())));
	}

	void add(Descriptor part) {
		this.parts.add(OciDescriptor.of(part, Platform.host()));
	}

	void add(String mediaType, TypedValue value) {
		add(write(mediaType, UniqueSpec.serialized(value), Map.of()));
	}

	private Descriptor write(String mediaType, byte[] bytes, Map<String, String> labels) {
		Descriptor descriptor = Descriptor.of(mediaType, bytes);
		this.underLease.content().write("checkpoint-" + descriptor.digest(), bytes, labels);
		return descriptor;
	}

	CheckpointImage save(Map<String, String> annotations) {
		Index index = new Index(MediaTypes.OCI_INDEX, this.parts, "", null, annotations);
		Descriptor target = write(MediaTypes.OCI_INDEX, index.toJson(), labels());
		save(ImageInfo.of(this.name, target, Map.of(CheckpointParts.LABEL, "true")));
		return CheckpointReader.toImage(this.name, target, index);
	}

	private Map<String, String> labels() {
		Map<String, String> labels = new LinkedHashMap<>();
		for (int number = 0; number < this.parts.size(); number++) {
			labels.put("containerd.io/gc.ref.content." + number, this.parts.get(number).digest().toString());
		}
		return labels;
	}

	/**
	 * Creates the record, or lets the one that has the name stand for this checkpoint.
	 */
	private void save(ImageInfo info) {
		ImageService images = this.underLease.images();
		for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
			try {
				images.create(info);
				return;
			}
			catch (AlreadyExistsException ex) {
				if (replaced(images, info)) {
					return;
				}
			}
		}
		images.create(info);
	}

	private static boolean replaced(ImageService images, ImageInfo info) {
		try {
			images.update(info.name(), ImageUpdate.create().target(info.target()).replaceLabels(info.labels()));
			return true;
		}
		catch (NotFoundException ex) {
			// Somebody deleted it at this moment, so that it can be created.
			return false;
		}
	}

}
