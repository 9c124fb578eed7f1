package io.github.containerd4j.sample.cli;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Finds and runs the command that the first argument names. Failures become one line on
 * the error stream and an exit code: 1 if the daemon or the terminal failed, 2 if the
 * arguments make no sense.
 */
public final class Commands {

	static final int SUCCESS = 0;

	static final int FAILURE = 1;

	static final int USAGE = 2;

	private static final Map<String, Command> COMMANDS = Map.of("lsctr", new LsCommand(), "watchctr",
			new WatchCommand());

	private static final String OVERVIEW = """
			Usage: java -jar containerd-sample-app.jar [COMMAND] [OPTIONS]

			Without a command the web application starts: a dashboard on http://127.0.0.1:8080/.
			It takes Spring Boot's options, such as --server.port=9090 or --containerd.address=PATH.

			Commands:
			  lsctr      list all namespaces, containers and tasks
			  watchctr   print the daemon's events as they happen

			COMMAND --help tells the options of a command.
			""";

	private Commands() {
	}

	/**
	 * Runs a command if the arguments name one.
	 * @param arguments the arguments of the process
	 * @return the exit code; {@code null} if the arguments belong to the web application
	 */
	public static @Nullable Integer run(String... arguments) {
		String name = (arguments.length > 0) ? arguments[0] : "";
		if (List.of(arguments).equals(List.of("--help")) || List.of(arguments).equals(List.of("-h"))) {
			return overview(Console.system());
		}
		Command command = COMMANDS.get(name);
		if (command == null) {
			return name.isEmpty() || name.startsWith("-") ? null : unknown(name, Console.system());
		}
		silenceLibraries();
		return run(name, command, List.of(arguments).subList(1, arguments.length), Console.system());
	}

	private static int overview(Console console) {
		console.out().print(OVERVIEW);
		console.out().flush();
		return SUCCESS;
	}

	private static int unknown(String name, Console console) {
		console.err().println("unknown command " + console.printable().quoted(name) + "\n\n" + OVERVIEW);
		return USAGE;
	}

	static int run(String name, Command command, List<String> arguments, Console console) {
		try {
			CommandLine options = CommandLine.parse(arguments, command.options());
			if (options.has(Option.HELP)) {
				console.out().print(command.help());
				return finish(SUCCESS, console);
			}
			return finish(command.run(options, console), console);
		}
		catch (UsageException ex) {
			console.err().println(name + ": " + console.printable().text(String.valueOf(ex.getMessage())) + "\n");
			console.err().print(command.help());
			return USAGE;
		}
		catch (InvalidArgumentException ex) {
			return fail(name, ex, USAGE, console);
		}
		catch (ContainerdException ex) {
			return fail(name, ex, FAILURE, console);
		}
		catch (InterruptedException ex) {
			return finish(FAILURE, console);
		}
	}

	/** A reader that has gone away, such as {@code head}, makes the output incomplete. */
	private static int finish(int exitCode, Console console) {
		return console.out().checkError() ? FAILURE : exitCode;
	}

	private static int fail(String name, ContainerdException failure, int exitCode, Console console) {
		console.out().flush();
		console.err().println(name + ": " + console.printable().text(String.valueOf(failure.getMessage())));
		return exitCode;
	}

	/**
	 * A command reports its failures itself. Not starting a logging framework also saves
	 * a fifth of the time that listing takes.
	 */
	private static void silenceLibraries() {
		System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
		System.setProperty("slf4j.internal.verbosity", "ERROR");
		Logger.getLogger("").setLevel(Level.OFF);
	}

}
