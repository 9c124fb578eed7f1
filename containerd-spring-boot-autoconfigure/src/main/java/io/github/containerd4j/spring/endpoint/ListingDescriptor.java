package io.github.containerd4j.spring.endpoint;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * All objects of one kind.
 *
 * @param <T> how one object is described
 * @param namespace the namespace, or {@code -} for the daemon
 * @param kind the kind, as in the path
 * @param items the objects
 * @param problem why objects are missing, for instance because the daemon is too old to
 * have any of this kind; {@code null} if none are
 * @since 0.1.0
 */
public record ListingDescriptor<T>(String namespace, String kind, List<T> items,
		@Nullable String problem) implements OperationResponseBody {
}
