package io.github.containerd4j.event;

import java.util.Map;

/**
 * A namespace was changed. Topic {@code /namespaces/update}.
 *
 * @param name the name of the namespace
 * @param labels the labels that the change named
 * @since 0.1.0
 */
public record NamespaceUpdate(String name, Map<String, String> labels) implements NamespaceEvent {

	/**
	 * Copies the collections.
	 * @param name the name of the namespace
	 * @param labels the labels that the change named
	 */
	public NamespaceUpdate {
		labels = Map.copyOf(labels);
	}

}
