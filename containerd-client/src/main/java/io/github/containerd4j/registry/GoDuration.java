package io.github.containerd4j.registry;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Go writes them: {@code 1m30s}, {@code 1.5h}, {@code 500ms}.
 */
final class GoDuration {

	private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(h|ms|us|µs|ns|m|s)");

	private static final Map<String, Long> NANOS = Map.of("h", 3_600_000_000_000L, "m", 60_000_000_000L, "s",
			1_000_000_000L, "ms", 1_000_000L, "us", 1_000L, "µs", 1_000L, "ns", 1L);

	private GoDuration() {
	}

	static Optional<Duration> parse(String text) {
		Matcher part = PART.matcher(text);
		Duration sum = Duration.ZERO;
		int end = 0;
		while (part.find() && part.start() == end) {
			BigDecimal nanos = new BigDecimal(part.group(1))
				.multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L)));
			sum = sum.plusNanos(nanos.longValue());
			end = part.end();
		}
		return (end == text.length() && end > 0) ? Optional.of(sum) : Optional.empty();
	}

}
