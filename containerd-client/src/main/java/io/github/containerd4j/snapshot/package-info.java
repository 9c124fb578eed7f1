/**
 * Snapshots: the layers of file systems, and the mounts that make them visible.
 */
@NullMarked
package io.github.containerd4j.snapshot;

import org.jspecify.annotations.NullMarked;
