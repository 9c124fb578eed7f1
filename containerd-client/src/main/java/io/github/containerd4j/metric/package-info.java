/**
 * Statistics of control groups: what a task uses of processor, memory and devices.
 */
@NullMarked
package io.github.containerd4j.metric;

import org.jspecify.annotations.NullMarked;
