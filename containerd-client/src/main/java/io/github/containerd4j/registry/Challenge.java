package io.github.containerd4j.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to be told who we are: one challenge of the header
 * {@code WWW-Authenticate}.
 *
 * @param scheme the scheme in lower case
 * @param parameters the parameters, by name in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {

	private static final int MAX_HEADER = 8 * 1024;

	// A parameter, or else the name of a scheme.
	private static final Pattern PART = Pattern
		.compile("([A-Za-z][A-Za-z0-9_-]*+)\\s*+=\\s*+(?:\"([^\"]*+)\"|([^\\s,\"]++))|([A-Za-z][A-Za-z0-9_-]*+)");

	/**
	 * The challenge that we can answer; tokens are preferred.
	 */
	static Optional<Challenge> of(Answer answer) {
		List<Challenge> all = new ArrayList<>();
		answer.headers("WWW-Authenticate").forEach((header) -> all.addAll(parse(header)));
		return all.stream()
			.filter(Challenge::isBearer)
			.findFirst()
			.or(() -> all.stream().filter((challenge) -> challenge.scheme().equals("basic")).findFirst());
	}

	static List<Challenge> parse(String header) {
		List<Challenge> challenges = new ArrayList<>();
		Matcher part = PART.matcher(header.substring(0, Math.min(header.length(), MAX_HEADER)));
		while (part.find()) {
			String scheme = part.group(4);
			if (scheme != null) {
				challenges.add(new Challenge(scheme.toLowerCase(Locale.ROOT), new LinkedHashMap<>()));
			}
			else if (!challenges.isEmpty()) {
				String value = (part.group(2) != null) ? part.group(2) : part.group(3);
				challenges.get(challenges.size() - 1).parameters().put(part.group(1).toLowerCase(Locale.ROOT), value);
			}
		}
		return challenges;
	}

	boolean isBearer() {
		return this.scheme.equals("bearer") && !parameter("realm").isEmpty();
	}

	String parameter(String name) {
		return this.parameters.getOrDefault(name, "");
	}

}
