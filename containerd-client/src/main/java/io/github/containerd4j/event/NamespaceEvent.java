package io.github.containerd4j.event;

/**
 * A namespace has changed.
 *
 * @since 0.1.0
 */
public sealed interface NamespaceEvent extends EventPayload permits NamespaceCreate, NamespaceUpdate, NamespaceDelete {

	/**
	 * The name of the namespace.
	 * @return the name of the namespace
	 */
	String name();

}
