package io.github.containerd4j.spec;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as text, with the units of Spring's {@code DataSize}: each is 1024 of the one
 * before.
 */
final class ByteSize {

	private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\s*([KMGT]?)B?", Pattern.CASE_INSENSITIVE);

	private static final String UNITS = "KMGT";

	private ByteSize() {
	}

	static long parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new NumberFormatException(text);
		}
		String unit = matcher.group(2).toUpperCase(Locale.ROOT);
		long factor = unit.isEmpty() ? 1 : 1L << (10 * (UNITS.indexOf(unit) + 1));
		try {
			return Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
		}
		catch (ArithmeticException ex) {
			throw new NumberFormatException(text);
		}
	}

}
