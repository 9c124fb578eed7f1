package io.github.containerd4j.spring.health;

import java.time.Duration;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ServingStatus;
import io.github.containerd4j.version.ContainerdVersion;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} of a containerd daemon: UP if it serves and tells its version,
 * else DOWN with the reason. Details are {@code address}, {@code version},
 * {@code latencyMs} (of both calls together, in milliseconds) and {@code error}.
 *
 * @since 0.1.0
 */
public class ContainerdHealthIndicator extends AbstractHealthIndicator {

	private final ContainerdClient client;

	private final Duration timeout;

	/**
	 * Creates an indicator.
	 * @param client the client of the daemon
	 * @param timeout the longest time that a check may take; a daemon that does not
	 * answer by then is DOWN
	 */
	public ContainerdHealthIndicator(ContainerdClient client, Duration timeout) {
		this.client = client;
		this.timeout = timeout;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		health.withDetail("address", this.client.address().toString());
		long start = System.nanoTime();
		try {
			ServingStatus status = this.client.servingStatus(this.timeout);
			ContainerdVersion version = this.client.version().get(remaining(start));
			health.withDetail("version", version.version()).withDetail("latencyMs", elapsed(start).toMillis());
			report(health, status);
		}
		catch (ContainerdException ex) {
			// The reason is an operator's sentence; a stack trace in the log would add
			// nothing to it.
			health.down().withDetail("error", String.valueOf(ex.getMessage()));
		}
	}

	private static void report(Health.Builder health, ServingStatus status) {
		if (status == ServingStatus.SERVING) {
			health.up();
		}
		else {
			health.down().withDetail("error", "the daemon says of itself: " + status);
		}
	}

	private Duration remaining(long start) {
		Duration left = this.timeout.minus(elapsed(start));
		// Never zero: a call needs some time limit, and this one fails at once.
		return (left.compareTo(Duration.ofMillis(1)) > 0) ? left : Duration.ofMillis(1);
	}

	private static Duration elapsed(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
