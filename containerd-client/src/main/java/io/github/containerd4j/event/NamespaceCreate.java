package io.github.containerd4j.event;

import java.util.Map;

/**
 * A namespace was created. Topic {@code /namespaces/create}.
 * <p>
 * A namespace that comes into being with the first object written to it is not announced.
 *
 * @param name the name of the namespace
 * @param labels the labels that the change named
 * @since 0.1.0
 */
public record NamespaceCreate(String name, Map<String, String> labels) implements NamespaceEvent {

	/**
	 * Copies the collections.
	 * @param name the name of the namespace
	 * @param labels the labels that the change named
	 */
	public NamespaceCreate {
		labels = Map.copyOf(labels);
	}

}
