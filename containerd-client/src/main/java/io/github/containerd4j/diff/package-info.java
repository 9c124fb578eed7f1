/**
 * Layers: turning them into file systems and back.
 */
@NullMarked
package io.github.containerd4j.diff;

import org.jspecify.annotations.NullMarked;
