package io.github.containerd4j.connection;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import org.jspecify.annotations.Nullable;

/**
 * A channel that belongs to somebody else, who closes it.
 *
 * @param channel the channel that calls go through, possibly wrapped by interceptors
 * @param managed the channel underneath, to reconnect at once after the daemon was away;
 * {@code null} if it is not known, then gRPC's own backoff rules
 * @since 0.1.0
 */
public record SharedChannel(Channel channel, @Nullable ManagedChannel managed) {
}
