package io.github.containerd4j.spring.container;

import java.util.List;

import io.github.containerd4j.probe.ProbeOptions;
import org.jspecify.annotations.Nullable;

/**
 * How to find out whether a declared container does its work.
 *
 * @param name its name, unique in the container
 * @param question what is asked
 * @param options how often, and what failures mean
 * @since 0.1.0
 */
public record DeclaredProbe(String name, Question question, ProbeOptions options) {

	/**
	 * What a probe asks.
	 */
	public sealed interface Question permits Command, Connection, Request {

	}

	/**
	 * Runs a command in the container.
	 *
	 * @param command the words of the command
	 */
	public record Command(List<String> command) implements Question {

		/**
		 * Copies the words.
		 * @param command the words of the command
		 */
		public Command {
			command = List.copyOf(command);
		}

	}

	/**
	 * Connects to a port.
	 *
	 * @param host the address; {@code null} for that of the container
	 * @param port the port
	 */
	public record Connection(@Nullable String host, int port) implements Question {

	}

	/**
	 * Sends a GET request.
	 *
	 * @param host the address; {@code null} for that of the container
	 * @param port the port
	 * @param path the path
	 */
	public record Request(@Nullable String host, int port, String path) implements Question {

	}

}
