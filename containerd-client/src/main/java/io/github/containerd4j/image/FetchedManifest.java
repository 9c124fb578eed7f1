package io.github.containerd4j.image;

import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.oci.Manifest;
import io.github.containerd4j.oci.OciDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A manifest that is in the content store, and so is its config.
 *
 * @param descriptor points to it
 * @param manifest the manifest
 * @param config the config; {@code null} if this is no image that can be unpacked
 */
record FetchedManifest(OciDescriptor descriptor, Manifest manifest, @Nullable ImageConfig config) {

}
