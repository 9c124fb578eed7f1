package io.github.containerd4j.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * What several rounds gave, in the words of a report.
 */
public final class Figures {

	private Figures() {
	}

	/**
	 * The middle one of some values, or the mean of the two in the middle.
	 * @param values the values, at least one
	 * @return the median
	 */
	public static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	/**
	 * Median, least and greatest of some values.
	 * @param format how one value is written, as for {@link String#format}
	 * @param values the values, at least one
	 * @return the text, such as {@code 5 (4-7)}
	 */
	public static String summary(String format, double[] values) {
		return String.format(Locale.ROOT, format + " (" + format + "-" + format + ")", median(values),
				Arrays.stream(values).min().orElseThrow(), Arrays.stream(values).max().orElseThrow());
	}

}
