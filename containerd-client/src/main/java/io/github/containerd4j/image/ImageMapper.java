package io.github.containerd4j.image;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.Protos;

/**
 * Between the image of the wire and that of the API. What goes to the daemon always has a
 * target: without one, daemons from 1.7 on crash.
 */
final class ImageMapper {

	private ImageMapper() {
	}

	static ImageInfo toInfo(io.github.containerd4j.proto.services.images.v1.Image image) {
		return new ImageInfo(image.getName(), image.getLabelsMap(), CommonTypes.toDescriptor(image.getTarget()),
				Protos.toInstant(image.getCreatedAt()), Protos.toInstant(image.getUpdatedAt()));
	}

	static io.github.containerd4j.proto.services.images.v1.Image toProto(ImageInfo info) {
		return io.github.containerd4j.proto.services.images.v1.Image.newBuilder()
			.setName(checkedName(info.name()))
			.putAllLabels(info.labels())
			.setTarget(CommonTypes.toProto(checkedTarget(info.target())))
			.build();
	}

	static io.github.containerd4j.proto.services.images.v1.Image toProto(String name, ImageUpdate update) {
		Descriptor target = update.target();
		return io.github.containerd4j.proto.services.images.v1.Image.newBuilder()
			.setName(checkedName(name))
			.putAllLabels(update.labels())
			.setTarget((target != null) ? CommonTypes.toProto(target) : onlyAnnotations(update))
			.build();
	}

	private static io.github.containerd4j.proto.types.Descriptor onlyAnnotations(ImageUpdate update) {
		return io.github.containerd4j.proto.types.Descriptor.newBuilder()
			.putAllAnnotations(update.annotations())
			.build();
	}

	static String checkedName(String name) {
		if (name.isEmpty()) {
			throw InvalidArgumentException.of("image name", name, "it must not be empty");
		}
		return name;
	}

	static Descriptor checkedTarget(Descriptor target) {
		if (target.mediaType().isEmpty()) {
			throw InvalidArgumentException.of("image target", target.digest().toString(), "it has no media type");
		}
		if (target.size() == 0) {
			throw InvalidArgumentException.of("image target", target.digest().toString(), "its size must be positive");
		}
		return target;
	}

}
