package io.github.containerd4j.progress;

import io.github.containerd4j.content.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * A step of an operation on an image.
 *
 * @param operation what is being done
 * @param image the name of the image; for an import that knows no name yet, what is read
 * @param phase what has happened
 * @param blob the blob that it happened to; {@code null} if it concerns the image as a
 * whole
 * @param bytes how many bytes of the blob are done
 * @param totalBytes how many bytes the blob has; -1 if that is not known
 * @since 0.1.0
 */
public record ImageProgress(Operation operation, String image, Phase phase, @Nullable Descriptor blob, long bytes,
		long totalBytes) {

	/** Stands for a number of bytes that is not known. */
	public static final long UNKNOWN = -1;

	/**
	 * What is being done with an image.
	 */
	public enum Operation {

		/** It comes from a registry. */
		PULL,

		/** It goes to a registry. */
		PUSH,

		/** It comes from an archive. */
		IMPORT,

		/** It goes to an archive. */
		EXPORT,

		/** Layers that are there become file systems. */
		UNPACK

	}

	/**
	 * What has happened. Further phases may be added, so a {@code switch} needs a
	 * default.
	 */
	public enum Phase {

		/** The registry is asked what the name stands for. */
		RESOLVING,

		/** Somebody else transfers or unpacks the same blob, and this one waits. */
		WAITING,

		/** Bytes of the blob have moved. */
		TRANSFERRING,

		/** The blob is at its destination already, or its unpacked form is. */
		EXISTS,

		/** The blob has arrived as a whole and has the right digest. */
		TRANSFERRED,

		/** The layer is being unpacked. */
		UNPACKING,

		/** The layer has become a snapshot. */
		UNPACKED,

		/** The whole operation has succeeded. */
		DONE

	}

}
