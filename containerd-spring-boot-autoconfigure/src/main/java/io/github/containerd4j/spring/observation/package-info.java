/**
 * Observations of operations on images.
 */
@NullMarked
package io.github.containerd4j.spring.observation;

import org.jspecify.annotations.NullMarked;
