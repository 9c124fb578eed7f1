package io.github.containerd4j.event;

/**
 * A namespace was deleted. Topic {@code /namespaces/delete}.
 *
 * @param name the name of the namespace
 * @since 0.1.0
 */
public record NamespaceDelete(String name) implements NamespaceEvent {

}
