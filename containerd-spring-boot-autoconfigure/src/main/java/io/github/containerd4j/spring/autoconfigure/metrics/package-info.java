/**
 * Registers the meters.
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
