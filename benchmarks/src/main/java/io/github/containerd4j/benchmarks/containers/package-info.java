/**
 * Containers, commands in them and their streams, beside {@code ctr} and beside
 * containerd's own Go client on the same daemon.
 */
@NullMarked
package io.github.containerd4j.benchmarks.containers;

import org.jspecify.annotations.NullMarked;
