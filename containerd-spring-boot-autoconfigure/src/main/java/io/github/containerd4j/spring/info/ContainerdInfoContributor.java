package io.github.containerd4j.spring.info;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.version.ContainerdVersion;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * {@link InfoContributor} that tells the address of the daemon and, if it answers, its
 * {@code version} and {@code revision}.
 *
 * @since 0.1.0
 */
public class ContainerdInfoContributor implements InfoContributor {

	private final ContainerdClient client;

	private final Duration timeout;

	/**
	 * Creates a contributor.
	 * @param client the client of the daemon
	 * @param timeout the longest time to wait for the daemon
	 */
	public ContainerdInfoContributor(ContainerdClient client, Duration timeout) {
		this.client = client;
		this.timeout = timeout;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("address", this.client.address().toString());
		try {
			ContainerdVersion version = this.client.version().get(this.timeout);
			details.put("version", version.version());
			details.put("revision", version.revision());
		}
		catch (ContainerdException ex) {
			details.put("unavailable", String.valueOf(ex.getMessage()));
		}
		builder.withDetail("containerd", details);
	}

}
