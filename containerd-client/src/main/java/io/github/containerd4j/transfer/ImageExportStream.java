package io.github.containerd4j.transfer;

import java.util.List;

import io.github.containerd4j.oci.Platform;

/**
 * An archive of images that leaves through a stream; see
 * {@link TransferStream#tarInput()}.
 *
 * @param stream the identifier of the stream
 * @param mediaType what leaves; empty for the daemon's default, a tar
 * @param platforms what is exported; empty for the daemon's own, unless all are wanted
 * @param allPlatforms whether all platforms are exported
 * @param skipCompatibilityManifest whether Docker's {@code manifest.json} is left out
 * @param skipNonDistributable whether layers that must not be distributed are left out
 * @since 0.1.0
 */
public record ImageExportStream(String stream, String mediaType, List<Platform> platforms, boolean allPlatforms,
		boolean skipCompatibilityManifest, boolean skipNonDistributable) implements TransferDestination {

	/**
	 * Copies the platforms.
	 * @param stream the identifier of the stream
	 * @param mediaType what leaves
	 * @param platforms what is exported
	 * @param allPlatforms whether all platforms are exported
	 * @param skipCompatibilityManifest whether Docker's manifest is left out
	 * @param skipNonDistributable whether some layers are left out
	 */
	public ImageExportStream {
		platforms = List.copyOf(platforms);
	}

	/**
	 * A tar of the daemon's own platform.
	 * @param stream the stream
	 * @return the endpoint
	 */
	public static ImageExportStream of(TransferStream stream) {
		return new ImageExportStream(stream.id(), "", List.of(), false, false, false);
	}

}
