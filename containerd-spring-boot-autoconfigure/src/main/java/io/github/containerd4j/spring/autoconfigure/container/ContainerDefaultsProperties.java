package io.github.containerd4j.spring.autoconfigure.container;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * What containers have that say nothing else.
 *
 * @since 0.1.0
 */
public class ContainerDefaultsProperties {

	/**
	 * Limits.
	 */
	@NestedConfigurationProperty
	private final LimitsProperties limits = new LimitsProperties();

	/**
	 * Network.
	 */
	@NestedConfigurationProperty
	private final NetworkProperties network = new NetworkProperties();

	/**
	 * Log.
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
