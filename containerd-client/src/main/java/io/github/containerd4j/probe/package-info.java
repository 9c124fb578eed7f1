/**
 * Probes: whether what runs in a container does its work, asked again and again.
 */
@NullMarked
package io.github.containerd4j.probe;

import org.jspecify.annotations.NullMarked;
