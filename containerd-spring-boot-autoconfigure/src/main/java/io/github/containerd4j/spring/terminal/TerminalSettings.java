package io.github.containerd4j.spring.terminal;

import java.time.Duration;
import java.util.List;

/**
 * Who may open terminals, and how much they may use.
 *
 * @param allowedOrigins origins of pages besides those of the application's own, such as
 * {@code https://admin.example.org}; {@code *} for all
 * @param allowAnonymous whether users need not be authenticated
 * @param allowedNamespaces namespaces of containerd; {@code *} for all
 * @param allowedCommands programs that may be run; {@code *} for all
 * @param maxSessions how many terminals there are at most
 * @param idleTimeout how long a terminal may be quiet, in both directions
 * @param sendTimeout how long a client may read nothing while there is output
 * @param maxMessageSize bytes that a message of the client may have
 * @since 0.1.0
 */
public record TerminalSettings(List<String> allowedOrigins, boolean allowAnonymous, List<String> allowedNamespaces,
		List<String> allowedCommands, int maxSessions, Duration idleTimeout, Duration sendTimeout, int maxMessageSize) {

	/** Allows everything. */
	public static final String ANY = "*";

	/**
	 * Copies the lists.
	 * @param allowedOrigins origins of pages
	 * @param allowAnonymous whether users need not be authenticated
	 * @param allowedNamespaces namespaces of containerd
	 * @param allowedCommands programs that may be run
	 * @param maxSessions how many terminals there are at most
	 * @param idleTimeout how long a terminal may be quiet
	 * @param sendTimeout how long a client may read nothing
	 * @param maxMessageSize bytes that a message of the client may have
	 */
	public TerminalSettings {
		allowedOrigins = List.copyOf(allowedOrigins);
		allowedNamespaces = List.copyOf(allowedNamespaces);
		allowedCommands = List.copyOf(allowedCommands);
	}

	boolean allowsNamespace(String namespace) {
		return this.allowedNamespaces.contains(ANY) || this.allowedNamespaces.contains(namespace);
	}

	boolean allowsCommand(List<String> command) {
		return this.allowedCommands.contains(ANY) || this.allowedCommands.contains(command.get(0));
	}

	List<String> defaultCommand() {
		return this.allowedCommands.stream()
			.filter((program) -> !program.equals(ANY))
			.findFirst()
			.map(List::of)
			.orElseGet(() -> List.of("sh"));
	}

}
