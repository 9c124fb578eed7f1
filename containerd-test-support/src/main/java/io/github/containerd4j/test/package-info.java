/**
 * Runs test classes on real daemons, one version of containerd after the other.
 */
@NullMarked
package io.github.containerd4j.test;

import org.jspecify.annotations.NullMarked;
