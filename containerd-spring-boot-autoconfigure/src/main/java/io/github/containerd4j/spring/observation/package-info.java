/**
 * Observations of operations on images and containers.
 */
@NullMarked
package io.github.containerd4j.spring.observation;

import org.jspecify.annotations.NullMarked;
