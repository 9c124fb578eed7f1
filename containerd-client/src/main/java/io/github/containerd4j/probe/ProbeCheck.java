package io.github.containerd4j.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.github.containerd4j.task.Task;

/**
 * Asks once whether something does its work.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProbeCheck {

	/**
	 * Asks.
	 * @param timeout how long it may take
	 * @return what it said when all is well
	 * @throws IOException if it cannot be reached, took too long, or says that it does
	 * not do its work
	 */
	String check(Duration timeout) throws IOException;

	/**
	 * Whether a command that is run in a container ends with 0. One that takes too long
	 * is killed.
	 * @param task the task of the container, asked for at each check since another one
	 * may run by then
	 * @param command the program and its arguments; no shell reads them
	 * @return the check
	 */
	static ProbeCheck exec(Supplier<Task> task, List<String> command) {
		return new ExecCheck(task, List.copyOf(command));
	}

	/**
	 * Whether a TCP port can be connected to. Nothing is sent.
	 * @param address where, asked for at each check since a container may get another
	 * address with each start
	 * @return the check
	 */
	static ProbeCheck tcp(Supplier<InetSocketAddress> address) {
		return new TcpCheck(address);
	}

	/**
	 * Whether an HTTP server answers a GET request with a status of 200 to 399. Redirects
	 * are not followed, and there is no TLS.
	 * @param address where, asked for at each check
	 * @param path the path, beginning with a slash, and the query
	 * @return the check
	 * @throws io.github.containerd4j.InvalidArgumentException if the path has spaces or
	 * control characters, or does not begin with a slash
	 */
	static ProbeCheck http(Supplier<InetSocketAddress> address, String path) {
		return new HttpCheck(address, path);
	}

}
