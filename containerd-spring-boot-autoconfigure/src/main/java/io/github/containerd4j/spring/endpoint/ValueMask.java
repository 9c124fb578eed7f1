package io.github.containerd4j.spring.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Masks values for one reader. The application's sanitizing functions always apply. On
 * top of them, a reader who may not see values gets no value of the environment, and of
 * labels, annotations and arguments only those that do not look like a secret: they are
 * what the endpoint is for.
 *
 * @param sanitizer applies the application's functions
 * @param showValues whether the reader may see values
 */
record ValueMask(Sanitizer sanitizer, boolean showValues) {

	// kubectl writes the whole object here, with the environment of its containers.
	private static final String APPLIED_OBJECT = "kubectl.kubernetes.io/last-applied-configuration";

	private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]+@");

	private static final SanitizingFunction LIKELY_SECRET = SanitizingFunction.sanitizeValue()
		.ifLikelyCredential()
		.ifKeyEquals(APPLIED_OBJECT)
		.ifValueStringMatches(USER_INFO.asPredicate());

	Map<String, String> labels(Map<String, String> labels) {
		Map<String, String> masked = new TreeMap<>();
		labels.forEach((key, value) -> masked.put(key, text(key, value)));
		return masked;
	}

	String text(String key, String value) {
		SanitizableData data = new SanitizableData(null, key, value);
		Object sanitized = this.sanitizer.sanitize(data, true);
		if (!this.showValues && value.equals(sanitized)) {
			sanitized = LIKELY_SECRET.applyUnlessFiltered(data).getValue();
		}
		return print(sanitized);
	}

	String environment(String entry) {
		int end = entry.indexOf('=');
		if (end < 0) {
			return print(this.sanitizer.sanitize(new SanitizableData(null, "", entry), this.showValues));
		}
		String name = entry.substring(0, end);
		SanitizableData data = new SanitizableData(null, name, entry.substring(end + 1));
		return name + "=" + print(this.sanitizer.sanitize(data, this.showValues));
	}

	List<Object> arguments(List<?> arguments) {
		List<Object> masked = new ArrayList<>(arguments.size());
		String option = "";
		for (Object argument : arguments) {
			String text = String.valueOf(argument);
			masked.add(argument(option, text));
			option = text.startsWith("-") ? text : "";
		}
		return masked;
	}

	/**
	 * An option may have its value behind an equals sign or in the next argument.
	 */
	private String argument(String option, String argument) {
		int end = argument.indexOf('=');
		if (end > 0) {
			return argument.substring(0, end + 1) + text(argument.substring(0, end), argument.substring(end + 1));
		}
		return argument.startsWith("-") ? text("", argument) : text(option, argument);
	}

	private static String print(@Nullable Object value) {
		return (value != null) ? value.toString() : SanitizableData.SANITIZED_VALUE;
	}

}
