/**
 * Containers as a person handles them: files, copies, snapshots, publishing and
 * attaching, each beside the least that the same work needs.
 */
@NullMarked
package io.github.containerd4j.benchmarks.handling;

import org.jspecify.annotations.NullMarked;
