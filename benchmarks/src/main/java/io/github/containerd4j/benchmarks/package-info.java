/**
 * Benchmarks of the client, each beside the same work through a bare gRPC stub on the
 * same channel.
 */
@NullMarked
package io.github.containerd4j.benchmarks;

import org.jspecify.annotations.NullMarked;
