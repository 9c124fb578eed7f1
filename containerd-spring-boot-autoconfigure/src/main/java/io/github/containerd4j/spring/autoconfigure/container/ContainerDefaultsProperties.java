package io.github.containerd4j.spring.autoconfigure.container;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * What containers have that say nothing else: declared ones, and those that are created
 * from a specification through the beans.
 *
 * @since 0.1.0
 */
public class ContainerDefaultsProperties {

	/**
	 * Limits of containers that do not have the limit themselves.
	 */
	@NestedConfigurationProperty
	private final LimitsProperties limits = new LimitsProperties();

	/**
	 * Network of containers that say nothing of theirs.
	 */
	@NestedConfigurationProperty
	private final NetworkProperties network = new NetworkProperties();

	/**
	 * Log of containers that say nothing of theirs. The driver file is for declared
	 * containers only.
	 */
	@NestedConfigurationProperty
	private final LogProperties log = new LogProperties();

	public LimitsProperties getLimits() {
		return this.limits;
	}

	public NetworkProperties getNetwork() {
		return this.network;
	}

	public LogProperties getLog() {
		return this.log;
	}

}
