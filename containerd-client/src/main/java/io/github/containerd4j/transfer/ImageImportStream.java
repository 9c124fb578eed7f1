package io.github.containerd4j.transfer;

/**
 * An archive of images that arrives through a stream; see
 * {@link TransferStream#output()}.
 *
 * @param stream the identifier of the stream
 * @param mediaType what arrives; empty lets the daemon find out, compression included
 * @param forceCompress whether layers that arrive as plain tar are compressed
 * @since 0.1.0
 */
public record ImageImportStream(String stream, String mediaType, boolean forceCompress) implements TransferSource {

	/**
	 * An archive whose form the daemon finds out.
	 * @param stream the stream
	 * @return the endpoint
	 */
	public static ImageImportStream of(TransferStream stream) {
		return new ImageImportStream(stream.id(), "", false);
	}

}
