package io.github.containerd4j.lease;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A lease.
 *
 * @param id the identifier
 * @param labels the labels
 * @param createdAt when it was created; {@code null} if that is not told
 * @since 0.1.0
 */
public record LeaseInfo(String id, Map<String, String> labels, @Nullable Instant createdAt) {

	/**
	 * The label with the time, as in RFC 3339, when a lease ends. What it held is then
	 * removed by the next garbage collection, not by a timer.
	 */
	public static final String EXPIRE_LABEL = "containerd.io/gc.expire";

	/**
	 * The label, of any value, of a lease that holds only what it lists and not what that
	 * refers to.
	 */
	public static final String FLAT_LABEL = "containerd.io/gc.flat";

	/**
	 * The label with the name of the operation, such as {@code pull}, for which this
	 * library created a lease. Such a lease ends with the operation, or when it expires.
	 */
	public static final String OPERATION_LABEL = "io.github.containerd4j/operation";

	/**
	 * The label with the name of the image for which this library created a lease.
	 */
	public static final String IMAGE_LABEL = "io.github.containerd4j/image";

	/**
	 * Copies the labels.
	 * @param id the identifier
	 * @param labels the labels
	 * @param createdAt when it was created
	 */
	public LeaseInfo {
		labels = Map.copyOf(labels);
	}

	/**
	 * When the lease ends.
	 * @return the time; empty if the lease lives until it is deleted, as it also does
	 * when its label cannot be read
	 */
	public Optional<Instant> expiresAt() {
		String text = this.labels.get(EXPIRE_LABEL);
		if (text == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(OffsetDateTime.parse(text).toInstant());
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

}
