package io.github.containerd4j.spring.autoconfigure.network;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import io.github.containerd4j.network.Cni;

import org.springframework.boot.context.properties.PropertyMapper;

import static io.github.containerd4j.spring.autoconfigure.diagnostics.InvalidContainerdPropertyException.named;

/**
 * Every property of CNI and where it goes.
 */
final class PropertiesCni {

	private PropertiesCni() {
	}

	static Cni of(ContainerdCniProperties properties) {
		Cni.Builder builder = Cni.builder();
		PropertyMapper map = PropertyMapper.get();
		map.from(properties::getConfigDirectory).to(builder::configDirectory);
		map.from(properties::getConfigFiles).to(paths(builder::configFiles));
		map.from(properties::getPluginDirectories)
			.when((paths) -> !paths.isEmpty())
			.to(paths(builder::pluginDirectories));
		map.from(properties::getCacheDirectory).to(builder::cacheDirectory);
		map.from(properties::getTimeout)
			.to((timeout) -> named("containerd.cni.timeout", () -> builder.timeout(timeout)));
		map.from(properties::isLoopback).to(builder::loopback);
		return builder.build();
	}

	private static Consumer<List<Path>> paths(Consumer<Path[]> setter) {
		return (paths) -> setter.accept(paths.toArray(Path[]::new));
	}

}
