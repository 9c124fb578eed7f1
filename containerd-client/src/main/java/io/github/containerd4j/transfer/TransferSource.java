package io.github.containerd4j.transfer;

/**
 * Where a transfer takes an image from.
 *
 * @since 0.1.0
 */
public sealed interface TransferSource
		permits OciRegistry, ImageStore, ImageImportStream, ReadStream, ContainerPath, OtherEndpoint {

}
