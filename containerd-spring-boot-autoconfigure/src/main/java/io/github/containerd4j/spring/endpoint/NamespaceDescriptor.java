package io.github.containerd4j.spring.endpoint;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One namespace with its containers.
 *
 * @param name the name
 * @param labels the labels, with values that look like secrets masked
 * @param containers the containers, by identifier
 * @param problem why the tasks of this namespace could not be read; {@code null} if they
 * could
 * @since 0.1.0
 */
public record NamespaceDescriptor(String name, Map<String, String> labels, List<ContainerDescriptor> containers,
		@Nullable String problem) implements OperationResponseBody {
}
