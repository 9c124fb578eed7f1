package io.github.containerd4j.spring.autoconfigure.container;

import io.github.containerd4j.container.ContainerDefaults;
import io.github.containerd4j.network.NetworkMode;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.InvalidPropertyException;
import io.github.containerd4j.spring.container.ContainerLog;
import io.github.containerd4j.spring.container.LogDriver;

/**
 * Every property of the defaults and where it goes, for containers that are not declared.
 */
final class PropertiesContainerDefaults {

	private static final Names NAMES = new Names("containerd.defaults");

	private PropertiesContainerDefaults() {
	}

	static ContainerDefaults of(ContainerDefaultsProperties properties) {
		ContainerSpec spec = read(properties);
		ContainerDefaults defaults = ContainerDefaults.none().withResources(spec.resources());
		if (isNetworkChosen(spec, properties.getNetwork())) {
			NetworkSettings network = spec.network().orElseThrow();
			defaults = spec.isNetworkKept() ? defaults.withKeptNetwork(network) : defaults.withNetwork(network);
		}
		ContainerLog log = PropertiesLog.of(properties.getLog(), NAMES.of("log"), properties.getLog());
		return (log.driver() == LogDriver.JSON) ? defaults.withLog(log::json) : defaults;
	}

	private static ContainerSpec read(ContainerDefaultsProperties properties) {
		try {
			return ContainerSpec.builder("defaults").properties(SettingsMap.of(properties)).build();
		}
		catch (InvalidPropertyException ex) {
			throw InvalidContainerPropertyException.of(NAMES.prefix(), ex);
		}
	}

	// Name servers alone are for declared containers that have a network of their own.
	private static boolean isNetworkChosen(ContainerSpec spec, NetworkProperties properties) {
		return properties.getMode() != null
				|| spec.network().map(NetworkSettings::mode).filter(NetworkMode.CNI::equals).isPresent();
	}

}
