/**
 * Checkpoints: running containers as images, and containers that go on from such an
 * image.
 */
@NullMarked
package io.github.containerd4j.checkpoint;

import org.jspecify.annotations.NullMarked;
