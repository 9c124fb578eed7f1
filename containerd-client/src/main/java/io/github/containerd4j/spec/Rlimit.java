package io.github.containerd4j.spec;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.InvalidArgumentException;

/**
 * A limit of the kernel on each process of a container.
 *
 * @param type the name, such as {@code RLIMIT_NOFILE}; {@code nofile} means the same
 * @param soft the limit that counts, in the unit of its kind; {@link #UNLIMITED} for none
 * @param hard how far the process may raise it
 * @since 0.1.0
 */
public record Rlimit(String type, long soft, long hard) {

	/** No limit. */
	public static final long UNLIMITED = -1;

	private static final String PREFIX = "RLIMIT_";

	private static final Set<String> TYPES = Set.of("AS", "CORE", "CPU", "DATA", "FSIZE", "LOCKS", "MEMLOCK",
			"MSGQUEUE", "NICE", "NOFILE", "NPROC", "RSS", "RTPRIO", "RTTIME", "SIGPENDING", "STACK");

	/**
	 * Checks the limit and completes the name.
	 * @param type the name
	 * @param soft the limit that counts
	 * @param hard how far it may be raised
	 * @throws InvalidArgumentException if Linux knows no such limit, a number is less
	 * than -1, or the soft one is above the hard one
	 */
	public Rlimit {
		type = completed(type);
		if (soft < UNLIMITED || hard < UNLIMITED) {
			throw InvalidArgumentException.of("limit", type, "it must be 0 or more, or -1 for none");
		}
		if (Long.compareUnsigned(soft, hard) > 0) {
			throw InvalidArgumentException.of("limit", type,
					"the soft limit " + soft + " is above the hard limit " + hard);
		}
	}

	private static String completed(String type) {
		String upper = type.toUpperCase(Locale.ROOT);
		String name = upper.startsWith(PREFIX) ? upper.substring(PREFIX.length()) : upper;
		if (!TYPES.contains(name)) {
			throw InvalidArgumentException.of("limit", type, "Linux knows " + TYPES.stream().sorted().toList());
		}
		return PREFIX + name;
	}

	/**
	 * A limit that cannot be raised.
	 * @param type the name
	 * @param value the limit
	 * @return the limit
	 * @throws InvalidArgumentException if Linux knows no such limit, or the number is
	 * less than -1
	 */
	public static Rlimit of(String type, long value) {
		return new Rlimit(type, value, value);
	}

	/**
	 * Reads a limit.
	 * @param type the name
	 * @param text the limit, or the soft and the hard one with a colon between:
	 * {@code 1024}, {@code 1024:4096}; -1 for none
	 * @return the limit
	 * @throws InvalidArgumentException if Linux knows no such limit, or the text has
	 * another form
	 */
	public static Rlimit parse(String type, String text) {
		String[] parts = text.split(":", 2);
		try {
			long soft = Long.parseLong(parts[0]);
			return new Rlimit(type, soft, (parts.length > 1) ? Long.parseLong(parts[1]) : soft);
		}
		catch (NumberFormatException ex) {
			throw InvalidArgumentException.of("limit", type, "expected a number, or two with a colon between: " + text);
		}
	}

	Map<String, Object> toJson() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("type", this.type);
		json.put("hard", Unsigned.of(this.hard));
		json.put("soft", Unsigned.of(this.soft));
		return json;
	}

}
