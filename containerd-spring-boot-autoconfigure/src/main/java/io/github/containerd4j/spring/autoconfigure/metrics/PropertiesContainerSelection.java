package io.github.containerd4j.spring.autoconfigure.metrics;

import java.util.List;

import io.github.containerd4j.Filter;
import io.github.containerd4j.spring.metrics.ContainerSelection;

/**
 * The selection of containers that the properties describe.
 */
final class PropertiesContainerSelection {

	private PropertiesContainerSelection() {
	}

	static ContainerSelection of(ContainerdContainerMetricsProperties properties, String defaultNamespace) {
		List<String> namespaces = properties.getNamespaces().isEmpty() ? List.of(defaultNamespace)
				: properties.getNamespaces();
		return new ContainerSelection(namespaces,
				properties.getLabels().stream().map(PropertiesContainerSelection::filter).toList(),
				properties.getMax());
	}

	private static Filter filter(String label) {
		int separator = label.indexOf('=');
		return (separator < 0) ? Filter.label(label)
				: Filter.label(label.substring(0, separator), label.substring(separator + 1));
	}

}
