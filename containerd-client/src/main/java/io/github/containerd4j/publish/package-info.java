/**
 * Containers as images: what a container has changed becomes a layer on the image that it
 * was created from.
 */
@NullMarked
package io.github.containerd4j.publish;

import org.jspecify.annotations.NullMarked;
