/**
 * The connection as the channel {@code containerd} of the gRPC client starter
 * ({@code net.devh}).
 */
@NullMarked
package io.github.containerd4j.spring.autoconfigure.grpc;

import org.jspecify.annotations.NullMarked;
