/**
 * What the daemon holds, and how its event stream does, as meters.
 */
@NullMarked
package io.github.containerd4j.spring.metrics;

import org.jspecify.annotations.NullMarked;
