/**
 * Images: how they are moved, and which ones at the start.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.image;

import org.jspecify.annotations.NullMarked;
