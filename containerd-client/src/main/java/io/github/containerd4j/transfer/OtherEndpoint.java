package io.github.containerd4j.transfer;

import io.github.containerd4j.TypedValue;

/**
 * A source or destination that this library does not know, for instance of a plugin.
 *
 * @param value the endpoint as the daemon expects it
 * @since 0.1.0
 */
public record OtherEndpoint(TypedValue value) implements TransferSource, TransferDestination {
}
