package io.github.containerd4j.spring.autoconfigure.container;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Containers that the application creates, starts, and stops with itself.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("containerd")
public class ContainerdContainersProperties {

	/**
	 * Containers by their identifiers, started in this order and stopped in the opposite
	 * one.
	 */
	private Map<String, ContainerProperties> containers = new LinkedHashMap<>();

	/**
	 * Profiles by their names: what several containers have in common, which name them.
	 */
	private Map<String, ProfileProperties> profiles = new LinkedHashMap<>();

	/**
	 * Defaults.
	 */
	@NestedConfigurationProperty
	private final ContainerDefaultsProperties defaults = new ContainerDefaultsProperties();

	/**
	 * Start and stop.
	 */
	@NestedConfigurationProperty
	private final ContainerLifecycleProperties containerLifecycle = new ContainerLifecycleProperties();

	public Map<String, ContainerProperties> getContainers() {
		return this.containers;
	}

	public void setContainers(Map<String, ContainerProperties> containers) {
		this.containers = containers;
	}

	public Map<String, ProfileProperties> getProfiles() {
		return this.profiles;
	}

	public void setProfiles(Map<String, ProfileProperties> profiles) {
		this.profiles = profiles;
	}

	public ContainerDefaultsProperties getDefaults() {
		return this.defaults;
	}

	public ContainerLifecycleProperties getContainerLifecycle() {
		return this.containerLifecycle;
	}

}
