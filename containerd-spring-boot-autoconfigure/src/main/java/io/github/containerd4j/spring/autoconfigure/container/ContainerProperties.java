package io.github.containerd4j.spring.autoconfigure.container;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.image.PullPolicy;
import io.github.containerd4j.spring.container.OnStop;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.convert.DurationUnit;

/**
 * One container that the application creates and starts.
 *
 * @since 0.1.0
 */
public class ContainerProperties extends ContainerSettingsProperties {

	/**
	 * Names of profiles, which are applied in this order. What is said here itself is
	 * applied over them.
	 */
	private List<String> profiles = new ArrayList<>();

	/**
	 * Log. Without a driver, that of containerd.defaults.log.
	 */
	@NestedConfigurationProperty
	private final LogProperties log = new LogProperties();

	/**
	 * Namespace. Without it, that of the beans without a qualifier.
	 */
	private @Nullable String namespace;

	/**
	 * How long the container may take to end by itself before it is killed. In seconds
	 * unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration stopTimeout = Duration.ofSeconds(10);

	/**
	 * What becomes of the container when the application ends.
	 */
	private OnStop onStop = OnStop.STOP;

	/**
	 * Whether the registry is asked for an image that is there already.
	 */
	private PullPolicy pullPolicy = PullPolicy.MISSING;

	/**
	 * How to find out whether the container does its work, by a name.
	 */
	private Map<String, ProbeProperties> probes = new LinkedHashMap<>();

	public List<String> getProfiles() {
		return this.profiles;
	}

	public void setProfiles(List<String> profiles) {
		this.profiles = profiles;
	}

	public LogProperties getLog() {
		return this.log;
	}

	public @Nullable String getNamespace() {
		return this.namespace;
	}

	public void setNamespace(@Nullable String namespace) {
		this.namespace = namespace;
	}

	public Duration getStopTimeout() {
		return this.stopTimeout;
	}

	public void setStopTimeout(Duration stopTimeout) {
		this.stopTimeout = stopTimeout;
	}

	public OnStop getOnStop() {
		return this.onStop;
	}

	public void setOnStop(OnStop onStop) {
		this.onStop = onStop;
	}

	public PullPolicy getPullPolicy() {
		return this.pullPolicy;
	}

	public void setPullPolicy(PullPolicy pullPolicy) {
		this.pullPolicy = pullPolicy;
	}

	public Map<String, ProbeProperties> getProbes() {
		return this.probes;
	}

	public void setProbes(Map<String, ProbeProperties> probes) {
		this.probes = probes;
	}

}
