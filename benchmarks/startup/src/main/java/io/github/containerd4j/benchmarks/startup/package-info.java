/**
 * An application that does nothing but start, to be run with and without the starter on
 * its class path.
 */
@NullMarked
package io.github.containerd4j.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
