/**
 * Image transfers that the daemon carries out by itself, and the streams that feed them;
 * since containerd 1.7.
 */
@NullMarked
package io.github.containerd4j.transfer;

import org.jspecify.annotations.NullMarked;
