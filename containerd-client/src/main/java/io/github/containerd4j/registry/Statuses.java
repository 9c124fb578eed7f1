package io.github.containerd4j.registry;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;

import io.github.containerd4j.ContainerdException;
import org.jspecify.annotations.Nullable;

/**
 * What HTTP statuses mean.
 */
final class Statuses {

	private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504);

	private Statuses() {
	}

	/**
	 * Tells the failure that an answer is, and closes it.
	 * @param answer the answer
	 * @param target what was tried
	 * @param secrets what must not be shown
	 * @param identity who we were
	 * @return the failure, if it may pass
	 * @throws ContainerdException if it does not
	 */
	static TransientFailure refuse(Answer answer, Target target, Set<String> secrets, String identity) {
		ContainerdException error = target.refused(answer.status(), ErrorBody.read(answer, secrets), identity);
		if (TRANSIENT.contains(answer.status())) {
			return new TransientFailure(error, retryAfter(answer));
		}
		throw error;
	}

	private static @Nullable Duration retryAfter(Answer answer) {
		String value = answer.header("Retry-After").orElse("").strip();
		if (value.matches("\\d{1,9}")) {
			return Duration.ofSeconds(Long.parseLong(value));
		}
		try {
			ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
			Duration left = Duration.between(ZonedDateTime.now(date.getZone()), date);
			return left.isNegative() ? Duration.ZERO : left;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
