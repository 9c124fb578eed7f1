package io.github.containerd4j.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import org.jspecify.annotations.Nullable;

/**
 * How a lease is created. Immutable.
 *
 * @param id the identifier, any text; {@code null} lets the daemon choose one
 * @param expiry how long the lease lives if nobody deletes it; {@code null} for ever,
 * which leaks what it holds when the one who created it dies
 * @param labels the labels
 * @since 0.1.0
 */
public record LeaseOptions(@Nullable String id, @Nullable Duration expiry, Map<String, String> labels) {

	/** How long a lease lives by default: 24 hours. */
	public static final Duration DEFAULT_EXPIRY = Duration.ofHours(24);

	private static final LeaseOptions DEFAULTS = new LeaseOptions(null, DEFAULT_EXPIRY, Map.of());

	/**
	 * Checks the options.
	 * @param id the identifier
	 * @param expiry how long the lease lives
	 * @param labels the labels
	 * @throws InvalidArgumentException if the identifier is empty, the expiry is not
	 * positive, or a label is not valid
	 */
	public LeaseOptions {
		if (id != null) {
			GrpcLeaseService.checked(id);
		}
		if (expiry != null && (expiry.isNegative() || expiry.isZero())) {
			throw InvalidArgumentException.of("lease expiry", expiry.toString(), "it must be positive");
		}
		labels = Labels.require(labels);
	}

	/**
	 * An identifier of the daemon's choice, 24 hours, no labels.
	 * @return the options
	 */
	public static LeaseOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * The defaults with {@link LeaseInfo#OPERATION_LABEL}: what such a lease holds is not
	 * pruned.
	 * @param operation the name of the operation, such as {@code build}
	 * @return the options
	 */
	public static LeaseOptions forOperation(String operation) {
		return DEFAULTS.withLabel(LeaseInfo.OPERATION_LABEL, operation);
	}

	/**
	 * A copy with an identifier.
	 * @param id the identifier, not empty
	 * @return the copy
	 */
	public LeaseOptions withId(String id) {
		return new LeaseOptions(id, this.expiry, this.labels);
	}

	/**
	 * A copy with a life time.
	 * @param expiry how long the lease lives if nobody deletes it, positive
	 * @return the copy
	 */
	public LeaseOptions withExpiry(Duration expiry) {
		return new LeaseOptions(this.id, expiry, this.labels);
	}

	/**
	 * A copy that lives until it is deleted.
	 * @return the copy
	 */
	public LeaseOptions withoutExpiry() {
		return new LeaseOptions(this.id, null, this.labels);
	}

	/**
	 * A copy with one label more.
	 * @param key the key
	 * @param value the value
	 * @return the copy
	 */
	public LeaseOptions withLabel(String key, String value) {
		Map<String, String> all = new HashMap<>(this.labels);
		all.put(key, value);
		return new LeaseOptions(this.id, this.expiry, all);
	}

}
