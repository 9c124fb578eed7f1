package io.github.containerd4j.transfer;

/**
 * Bytes of any kind that arrive through a stream; see {@link TransferStream#output()}.
 * containerd 2.3 declares it; no daemon up to 2.3 serves it, so a transfer with it fails
 * with {@link io.github.containerd4j.UnimplementedException} there.
 *
 * @param stream the identifier of the stream
 * @param mediaType what the bytes are; empty if the other side knows
 * @since 0.1.0
 */
public record ReadStream(String stream, String mediaType) implements TransferSource {

	/**
	 * Bytes of a kind that the other side knows.
	 * @param stream the stream
	 * @return the endpoint
	 */
	public static ReadStream of(TransferStream stream) {
		return new ReadStream(stream.id(), "");
	}

}
