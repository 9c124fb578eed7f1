/**
 * The files of a container, running or stopped: reading, writing, listing, deleting,
 * never outside of its root.
 */
@NullMarked
package io.github.containerd4j.files;

import org.jspecify.annotations.NullMarked;
