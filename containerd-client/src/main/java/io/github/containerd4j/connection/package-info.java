/**
 * From an address to a gRPC channel: the one place that knows Unix sockets.
 */
@NullMarked
package io.github.containerd4j.connection;

import org.jspecify.annotations.NullMarked;
