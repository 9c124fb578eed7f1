/**
 * Archives: tar files that hold images, how they are read into a namespace and written
 * from it.
 */
@NullMarked
package io.github.containerd4j.archive;

import org.jspecify.annotations.NullMarked;
