package io.github.containerd4j.archive;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import org.jspecify.annotations.Nullable;

/**
 * A manifest that was imported, with its config.
 *
 * @param target the manifest's blob
 * @param manifest the manifest
 * @param config the config; {@code null} if it is no image but an artifact
 * @param complete whether all layers are there, or are in the archive
 */
record StoredImage(Descriptor target, Manifest manifest, @Nullable ImageConfig config, boolean complete) {

	boolean runsOn(PlatformMatcher host) {
		return this.config != null && this.complete && host.matches(platform());
	}

	Platform platform() {
		return (this.config != null) ? platform(this.config) : Platform.host();
	}

	/**
	 * What a config says; one that does not say it counts as made for this machine.
	 */
	static Platform platform(ImageConfig config) {
		return config.platform().architecture().isEmpty() ? Platform.host() : config.platform();
	}

}
