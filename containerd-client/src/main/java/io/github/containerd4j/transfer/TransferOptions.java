package io.github.containerd4j.transfer;

import org.jspecify.annotations.Nullable;

/**
 * Options of a transfer.
 *
 * @param progressStream the identifier of a stream that gets progress messages, to be
 * read with {@link TransferProgress#decode}; it must be read to its end, because an
 * unread one blocks the transfer. {@code null} for no progress
 * @since 0.1.0
 */
public record TransferOptions(@Nullable String progressStream) {

	/**
	 * No options.
	 * @return the options
	 */
	public static TransferOptions none() {
		return new TransferOptions(null);
	}

	/**
	 * Progress goes to a stream.
	 * @param stream the stream; the daemon ends it with the transfer
	 * @return the options
	 */
	public static TransferOptions progressTo(TransferStream stream) {
		return new TransferOptions(stream.id());
	}

}
