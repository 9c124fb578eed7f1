package io.github.containerd4j.spring.endpoint;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.lease.LeaseInfo;
import org.jspecify.annotations.Nullable;

/**
 * One lease.
 *
 * @param id the identifier
 * @param labels the labels, with values that look like secrets masked
 * @param createdAt when it was made
 * @param expiresAt when garbage collection may remove it; {@code null} for never
 * @since 0.1.0
 */
public record LeaseDescriptor(String id, Map<String, String> labels, @Nullable Instant createdAt,
		@Nullable Instant expiresAt) {

	static LeaseDescriptor of(LeaseInfo lease, ValueMask mask) {
		return new LeaseDescriptor(lease.id(), mask.labels(lease.labels()), lease.createdAt(),
				lease.expiresAt().orElse(null));
	}

}
