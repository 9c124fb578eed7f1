package io.github.containerd4j.spring.autoconfigure.container;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.github.containerd4j.spring.image.StartupMode;

import org.springframework.boot.convert.DurationUnit;

/**
 * When declared containers are started and stopped.
 *
 * @since 0.1.0
 */
public class ContainerLifecycleProperties {

	/**
	 * Whether the containers are started in the background, or the application goes on
	 * with its start only when they run.
	 */
	private StartupMode startup = StartupMode.BEFORE_READINESS;

	/**
	 * Longest time that the start of the application waits for the containers. They are
	 * started in the background after it. In seconds unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration startupTimeout = Duration.ofMinutes(5);

	/**
	 * Whether the start of the application fails with that of a container. Ignored in the
	 * background.
	 */
	private boolean failOnError = true;

	/**
	 * Longest time that all containers together may take to end by themselves. What runs
	 * after it is killed. Keep it below spring.lifecycle.timeout-per-shutdown-phase. In
	 * seconds unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration shutdownTimeout = Duration.ofSeconds(25);

	public StartupMode getStartup() {
		return this.startup;
	}

	public void setStartup(StartupMode startup) {
		this.startup = startup;
	}

	public Duration getStartupTimeout() {
		return this.startupTimeout;
	}

	public void setStartupTimeout(Duration startupTimeout) {
		this.startupTimeout = startupTimeout;
	}

	public boolean isFailOnError() {
		return this.failOnError;
	}

	public void setFailOnError(boolean failOnError) {
		this.failOnError = failOnError;
	}

	public Duration getShutdownTimeout() {
		return this.shutdownTimeout;
	}

	public void setShutdownTimeout(Duration shutdownTimeout) {
		this.shutdownTimeout = shutdownTimeout;
	}

}
