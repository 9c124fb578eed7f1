package io.github.containerd4j.spring.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.OciDescriptor;
import io.github.containerd4j.snapshot.SnapshotUsage;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Everything about one image. What belongs to one platform is that of the daemon's host.
 *
 * @param namespace the namespace
 * @param name the name
 * @param labels the labels of the record, with values that look like secrets masked
 * @param target the content that the name stands for
 * @param createdAt when the record was created
 * @param updatedAt when the record was last changed
 * @param platforms the platforms that the image offers
 * @param size the size of its content that is here, for all platforms, in bytes;
 * {@code null} if it could not be read
 * @param config how it is run; {@code null} if it could not be read
 * @param layers its layers, the lowest first
 * @param snapshot what is unpacked of it; {@code null} if it is not
 * @param problems why parts are missing, by the name of the part
 * @since 0.1.0
 */
public record ImageDetailDescriptor(String namespace, String name, Map<String, String> labels,
		ImageDescriptor.Target target, @Nullable Instant createdAt, @Nullable Instant updatedAt, List<String> platforms,
		@Nullable Long size, @Nullable ImageConfigDescriptor config, List<Layer> layers, @Nullable Unpacked snapshot,
		Map<String, String> problems) implements OperationResponseBody {

	/**
	 * A layer.
	 *
	 * @param mediaType the media type
	 * @param digest the digest
	 * @param size the size in bytes, compressed as it is
	 */
	public record Layer(String mediaType, String digest, long size) {

		static Layer of(OciDescriptor layer) {
			return new Layer(layer.mediaType(), layer.digest().toString(), layer.size());
		}

	}

	/**
	 * An unpacked image.
	 *
	 * @param snapshotter the snapshotter that has it
	 * @param key the name of the snapshot with all layers; {@code null} if the image has
	 * no layers
	 * @param size what the snapshots of all layers take of the disk, in bytes
	 * @param inodes the number of inodes
	 */
	public record Unpacked(String snapshotter, @Nullable String key, long size, long inodes) {

		static Unpacked of(String snapshotter, @Nullable Digest top, SnapshotUsage usage) {
			return new Unpacked(snapshotter, (top != null) ? top.toString() : null, usage.size(), usage.inodes());
		}

	}

}
