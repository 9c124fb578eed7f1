package io.github.containerd4j.spring.autoconfigure.container;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What a container may use of the machine.
 *
 * @since 0.1.0
 */
public class LimitsProperties {

	/**
	 * Processors that may be kept busy, such as 0.5. Without it there is no limit.
	 */
	private @Nullable Double cpus;

	/**
	 * Share of processor time when there is not enough for all: 2 to 262144, where others
	 * have 1024.
	 */
	private @Nullable Integer cpuShares;

	/**
	 * Processors to run on, such as 0-2,7. Without it, all.
	 */
	private @Nullable String cpuset;

	/**
	 * Memory that may be used, at least 6MB. Without it there is no limit. In bytes
	 * unless a unit is given.
	 */
	private @Nullable DataSize memory;

	/**
	 * Memory and swap together that may be used. Without it, the runtime decides. In
	 * bytes unless a unit is given.
	 */
	private @Nullable DataSize memoryWithSwap;

	/**
	 * Processes and threads that there may be. Without it there is no limit.
	 */
	private @Nullable Long pids;

	public @Nullable Double getCpus() {
		return this.cpus;
	}

	public void setCpus(@Nullable Double cpus) {
		this.cpus = cpus;
	}

	public @Nullable Integer getCpuShares() {
		return this.cpuShares;
	}

	public void setCpuShares(@Nullable Integer cpuShares) {
		this.cpuShares = cpuShares;
	}

	public @Nullable String getCpuset() {
		return this.cpuset;
	}

	public void setCpuset(@Nullable String cpuset) {
		this.cpuset = cpuset;
	}

	public @Nullable DataSize getMemory() {
		return this.memory;
	}

	public void setMemory(@Nullable DataSize memory) {
		this.memory = memory;
	}

	public @Nullable DataSize getMemoryWithSwap() {
		return this.memoryWithSwap;
	}

	public void setMemoryWithSwap(@Nullable DataSize memoryWithSwap) {
		this.memoryWithSwap = memoryWithSwap;
	}

	public @Nullable Long getPids() {
		return this.pids;
	}

	public void setPids(@Nullable Long pids) {
		this.pids = pids;
	}

}
