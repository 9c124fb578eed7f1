package io.github.containerd4j.spring.metrics;

import java.util.List;

import io.github.containerd4j.Filter;

/**
 * The containers that have meters of their own.
 *
 * @param namespaces the namespaces that are looked at
 * @param filters what a container must match, one of them; none for all containers
 * @param maximum how many containers have meters at most; the first by namespace and
 * identifier
 * @since 0.1.0
 */
public record ContainerSelection(List<String> namespaces, List<Filter> filters, int maximum) {

	/**
	 * Copies the lists.
	 * @param namespaces the namespaces that are looked at
	 * @param filters what a container must match
	 * @param maximum how many containers have meters at most
	 */
	public ContainerSelection {
		namespaces = List.copyOf(namespaces);
		filters = List.copyOf(filters);
	}

}
