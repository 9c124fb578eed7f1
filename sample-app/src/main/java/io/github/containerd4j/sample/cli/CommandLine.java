package io.github.containerd4j.sample.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a command. {@code --name value} and {@code --name=value} mean the same.
 */
final class CommandLine {

	private final Map<Option, List<String>> values = new EnumMap<>(Option.class);

	private CommandLine() {
	}

	static CommandLine parse(List<String> arguments, Set<Option> accepted) {
		CommandLine commandLine = new CommandLine();
		Iterator<String> rest = arguments.iterator();
		while (rest.hasNext()) {
			commandLine.take(rest.next(), rest, accepted);
		}
		return commandLine;
	}

	private void take(String argument, Iterator<String> rest, Set<Option> accepted) {
		int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
		String name = (equals < 0) ? argument : argument.substring(0, equals);
		Option option = Option.named(name)
			.filter(accepted::contains)
			.orElseThrow(() -> new UsageException("unknown argument " + argument));
		if (!option.takesValue() && equals >= 0) {
			throw new UsageException(option + " takes no value");
		}
		add(option, option.takesValue() ? value(option, argument, equals, rest) : "");
	}

	private static String value(Option option, String argument, int equals, Iterator<String> rest) {
		if (equals >= 0) {
			return argument.substring(equals + 1);
		}
		if (!rest.hasNext()) {
			throw new UsageException(option + " needs a value");
		}
		return rest.next();
	}

	private void add(Option option, String value) {
		this.values.computeIfAbsent(option, (key) -> new ArrayList<>()).add(value);
	}

	boolean has(Option option) {
		return this.values.containsKey(option);
	}

	List<String> all(Option option) {
		return this.values.getOrDefault(option, List.of());
	}

	/** The value that was given last, which is the one that counts. */
	Optional<String> last(Option option) {
		List<String> given = all(option);
		return given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
	}

}
