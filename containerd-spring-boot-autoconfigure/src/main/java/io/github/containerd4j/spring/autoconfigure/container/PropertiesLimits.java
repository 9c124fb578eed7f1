package io.github.containerd4j.spring.autoconfigure.container;

import io.github.containerd4j.spec.Resources;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.util.unit.DataSize;

/**
 * The limits that the properties describe.
 */
final class PropertiesLimits {

	private PropertiesLimits() {
	}

	/**
	 * Adds limits to others.
	 * @param limits the properties
	 * @param names their names
	 * @param others what holds where the properties say nothing
	 * @return the limits
	 */
	static Resources of(LimitsProperties limits, Names names, Resources others) {
		Resources.Builder builder = others.toBuilder();
		PropertyMapper map = PropertyMapper.get();
		map.from(limits::getCpus).to((cpus) -> names.run("cpus", () -> builder.cpus(cpus)));
		map.from(limits::getCpuShares).to((shares) -> names.run("cpu-shares", () -> builder.cpuShares(shares)));
		map.from(limits::getCpuset).to((cpuset) -> names.run("cpuset", () -> builder.cpuset(cpuset)));
		map.from(limits::getMemory)
			.as(DataSize::toBytes)
			.to((bytes) -> names.run("memory", () -> builder.memory(bytes)));
		map.from(limits::getPids).to((pids) -> names.run("pids", () -> builder.pids(pids)));
		return builder.build();
	}

}
