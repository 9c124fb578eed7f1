/**
 * Work with images and content beside {@code ctr} on the same daemon, and beside the
 * least that the same bytes need.
 */
@NullMarked
package io.github.containerd4j.benchmarks.images;

import org.jspecify.annotations.NullMarked;
