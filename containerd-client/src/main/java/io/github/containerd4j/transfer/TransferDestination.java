package io.github.containerd4j.transfer;

/**
 * Where a transfer puts an image.
 *
 * @since 0.1.0
 */
public sealed interface TransferDestination
		permits OciRegistry, ImageStore, ImageExportStream, WriteStream, ContainerPath, OtherEndpoint {

}
