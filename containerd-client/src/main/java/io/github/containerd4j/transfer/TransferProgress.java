package io.github.containerd4j.transfer;

import java.util.List;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

/**
 * A message about the progress of a transfer.
 *
 * @param event what happened, in the daemon's own words, for instance {@code downloading}
 * or {@code saved}; open text
 * @param name what it is about: an image, or a blob; may be empty
 * @param parents the names of the entries that this one hangs below
 * @param progress bytes so far
 * @param total bytes in all; 0 if not known
 * @param descriptor the content that it is about, since containerd 2.0; {@code null} if
 * it is not told
 * @since 0.1.0
 */
public record TransferProgress(String event, String name, List<String> parents, long progress, long total,
		@Nullable Descriptor descriptor) {

	/**
	 * Copies the list.
	 * @param event what happened
	 * @param name what it is about
	 * @param parents the entries above
	 * @param progress bytes so far
	 * @param total bytes in all
	 * @param descriptor the content
	 */
	public TransferProgress {
		parents = List.copyOf(parents);
	}

	/**
	 * Reads what arrives on a progress stream.
	 * @param value the value as it was received
	 * @return the message
	 * @throws io.github.containerd4j.ContainerdException if the bytes are no such message
	 */
	public static TransferProgress decode(TypedValue value) {
		return TransferMapper
			.toProgress(Protos.unpack(value, io.github.containerd4j.proto.types.transfer.Progress.parser()));
	}

}
