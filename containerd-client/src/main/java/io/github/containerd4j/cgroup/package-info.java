/**
 * The control groups of running containers, as files.
 */
@NullMarked
package io.github.containerd4j.cgroup;

import org.jspecify.annotations.NullMarked;
