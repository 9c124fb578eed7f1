/**
 * Containers: what containerd knows about them whether they run or not.
 */
@NullMarked
package io.github.containerd4j.container;

import org.jspecify.annotations.NullMarked;
