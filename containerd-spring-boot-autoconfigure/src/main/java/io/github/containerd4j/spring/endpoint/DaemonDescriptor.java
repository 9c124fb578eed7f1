package io.github.containerd4j.spring.endpoint;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The answer about the whole daemon: the tree of namespaces, containers and tasks.
 *
 * @param address where the daemon listens
 * @param version the daemon's version, as it says it
 * @param revision the commit that the daemon was built from; may be empty
 * @param namespaces all namespaces, by name
 * @since 0.1.0
 */
public record DaemonDescriptor(String address, String version, String revision,
		List<NamespaceDescriptor> namespaces) implements OperationResponseBody {
}
