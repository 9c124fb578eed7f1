package io.github.containerd4j.spring.terminal;

import java.net.URI;
import java.util.List;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * What a client wants to run, and where.
 *
 * @param namespace the namespace of containerd
 * @param container the container
 * @param command the program and its arguments
 * @param columns the width of the terminal
 * @param rows the height of the terminal
 */
record TerminalRequest(String namespace, String container, List<String> command, int columns, int rows) {

	static final int MAX_SIZE = 65535;

	private static final int COLUMNS = 80;

	private static final int ROWS = 24;

	/**
	 * Reads a request.
	 * @throws InvalidArgumentException if it names no container, or something is not
	 * valid
	 */
	static TerminalRequest of(URI uri, String defaultNamespace, List<String> defaultCommand) {
		MultiValueMap<String, String> query = UriComponentsBuilder.fromUri(uri).build().getQueryParams();
		String namespace = text(query, "namespace");
		String container = text(query, "container");
		if (container == null) {
			throw InvalidArgumentException.of("container id", null, "it is missing");
		}
		List<String> command = query.getOrDefault("command", List.of()).stream().map(TerminalRequest::decoded).toList();
		return new TerminalRequest(Identifiers.require("namespace", (namespace != null) ? namespace : defaultNamespace),
				Identifiers.require("container id", container), command.isEmpty() ? defaultCommand : command,
				size(text(query, "columns"), COLUMNS), size(text(query, "rows"), ROWS));
	}

	private static @Nullable String text(MultiValueMap<String, String> query, String name) {
		String value = query.getFirst(name);
		return (value != null) ? decoded(value) : null;
	}

	private static String decoded(@Nullable String value) {
		return (value != null) ? UriUtils.decode(value.replace("+", "%20"), "UTF-8") : "";
	}

	private static int size(@Nullable String text, int otherwise) {
		return (text != null) ? requireSize(text) : otherwise;
	}

	static int requireSize(String text) {
		if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > MAX_SIZE) {
			throw InvalidArgumentException.of("terminal size", text, "it must be 1 to " + MAX_SIZE);
		}
		return Integer.parseInt(text);
	}

}
