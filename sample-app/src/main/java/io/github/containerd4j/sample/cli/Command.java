package io.github.containerd4j.sample.cli;

import java.util.Set;

/**
 * A command of the jar, run in a process of its own.
 */
interface Command {

	/** What {@code --help} prints. */
	String help();

	/** The options that the command takes. */
	Set<Option> options();

	/**
	 * Does it.
	 * @param options what was asked for
	 * @param console where to write
	 * @return the exit code of the process
	 * @throws InterruptedException if it shall end early
	 */
	int run(CommandLine options, Console console) throws InterruptedException;

}
