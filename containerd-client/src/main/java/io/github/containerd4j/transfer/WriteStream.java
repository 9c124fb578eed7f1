package io.github.containerd4j.transfer;

/**
 * Bytes of any kind that leave through a stream; see {@link TransferStream#tarInput()}
 * for archives. containerd 2.3 declares it; no daemon up to 2.3 serves it, so a transfer
 * with it fails with {@link io.github.containerd4j.UnimplementedException} there.
 *
 * @param stream the identifier of the stream
 * @param mediaType what the bytes are; empty if the other side knows
 * @since 0.1.0
 */
public record WriteStream(String stream, String mediaType) implements TransferDestination {

	/**
	 * Bytes of a kind that the other side knows.
	 * @param stream the stream
	 * @return the endpoint
	 */
	public static WriteStream of(TransferStream stream) {
		return new WriteStream(stream.id(), "");
	}

}
