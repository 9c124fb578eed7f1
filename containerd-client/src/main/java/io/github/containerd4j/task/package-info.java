/**
 * Tasks: what runs of a container, its processes, and their state.
 */
@NullMarked
package io.github.containerd4j.task;

import org.jspecify.annotations.NullMarked;
