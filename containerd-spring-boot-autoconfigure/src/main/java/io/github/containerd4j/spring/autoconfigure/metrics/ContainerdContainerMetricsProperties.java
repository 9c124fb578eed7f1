package io.github.containerd4j.spring.autoconfigure.metrics;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which containers have meters of their own.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("containerd.metrics.containers")
public class ContainerdContainerMetricsProperties {

	/**
	 * Labels of the containers that have meters of their own: a key, or a key and its
	 * value such as team=web. One of them is enough. Empty for no container.
	 */
	private List<String> labels = new ArrayList<>();

	/**
	 * Namespaces of these containers. Empty for that of the beans without a qualifier.
	 */
	private List<String> namespaces = new ArrayList<>();

	/**
	 * How many containers have meters at most.
	 */
	private int max = 100;

	public List<String> getLabels() {
		return this.labels;
	}

	public void setLabels(List<String> labels) {
		this.labels = labels;
	}

	public List<String> getNamespaces() {
		return this.namespaces;
	}

	public void setNamespaces(List<String> namespaces) {
		this.namespaces = namespaces;
	}

	public int getMax() {
		return this.max;
	}

	public void setMax(int max) {
		this.max = max;
	}

}
