package io.github.containerd4j.transfer;

import io.github.containerd4j.oci.Platform;

/**
 * What is unpacked, and where to.
 *
 * @param platform the platform
 * @param snapshotter the snapshotter; empty for the daemon's default
 * @since 0.1.0
 */
public record UnpackConfiguration(Platform platform, String snapshotter) {
}
