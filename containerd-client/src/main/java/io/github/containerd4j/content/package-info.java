/**
 * Content: blobs by digest, and how they are written and read.
 */
@NullMarked
package io.github.containerd4j.content;

import org.jspecify.annotations.NullMarked;
