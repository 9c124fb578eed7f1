package io.github.containerd4j.checkpoint;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

/**
 * Values that were stored as blobs with their type.
 */
final class StoredValues {

	private final Namespace namespace;

	StoredValues(Namespace namespace) {
		this.namespace = namespace;
	}

	/**
	 * Reads a value.
	 * @throws ImageFormatException if the blob holds none
	 */
	TypedValue read(Descriptor descriptor) {
		byte[] bytes = this.namespace.content().readAll(descriptor.digest(), ImageDocuments.MAX_SIZE);
		try {
			TypedValue value = Protos.toTypedValue(Any.parseFrom(bytes));
			if (value == null) {
				throw broken(descriptor, null);
			}
			return value;
		}
		catch (InvalidProtocolBufferException ex) {
			throw broken(descriptor, ex);
		}
	}

	private static ImageFormatException broken(Descriptor descriptor, @Nullable Throwable cause) {
		return ImageFormatException.of("part of a checkpoint", descriptor.digest().toString(),
				"it holds no value of the type " + descriptor.mediaType(), cause);
	}

}
