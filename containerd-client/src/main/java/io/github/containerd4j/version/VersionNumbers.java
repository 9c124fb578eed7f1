package io.github.containerd4j.version;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The numbers at the beginning of a version text.
 */
record VersionNumbers(int major, int minor, int patch) implements Comparable<VersionNumbers> {

	private static final Pattern PATTERN = Pattern.compile("v?(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?(?!\\d).*");

	private static final Comparator<VersionNumbers> ORDER = Comparator.comparingInt(VersionNumbers::major)
		.thenComparingInt(VersionNumbers::minor)
		.thenComparingInt(VersionNumbers::patch);

	static @Nullable VersionNumbers read(String text) {
		Matcher matcher = PATTERN.matcher(text.strip());
		if (!matcher.matches()) {
			return null;
		}
		String patch = matcher.group(3);
		return new VersionNumbers(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
				(patch != null) ? Integer.parseInt(patch) : 0);
	}

	@Override
	public int compareTo(VersionNumbers other) {
		return ORDER.compare(this, other);
	}

}
