package io.github.containerd4j.benchmarks.containers;

import java.io.IOException;

/**
 * One of those that are compared. Each does the same work on the same daemon and tells
 * how many nanoseconds it took, in a process that ran the earlier rounds; but for
 * {@code ctr}, whose users pay for a process with each call.
 */
interface Side extends AutoCloseable {

	/** What the table calls it. */
	String name();

	/**
	 * The time that its process has spent on processors until now, in user code and in
	 * the kernel, or its processes if it starts one for each call.
	 * @return the time in nanoseconds
	 */
	long cpuNanos();

	/**
	 * Whether its process goes on from one call to the next, so that rounds which do not
	 * count make it faster: what it loads lazily is loaded then, and what runs often is
	 * compiled. All sides that stay get the same number of them.
	 */
	boolean stays();

	/**
	 * Creates, starts, awaits and deletes containers that run {@code /bin/true} with
	 * their output to nowhere. The image is looked up by name for each of them, and each
	 * gets a snapshot.
	 * @param count how many containers
	 * @param parallel how many at once
	 * @return the time of all, in nanoseconds
	 */
	long cycles(int count, int parallel) throws Exception;

	/**
	 * Runs {@code /bin/true} in the running container, with its output and errors
	 * captured.
	 * @param count how many times
	 * @param parallel how many at once
	 * @return the time of all, in nanoseconds
	 */
	long execs(int count, int parallel) throws Exception;

	/**
	 * Reads what {@code dd} in the running container writes to its output, and counts it.
	 * @param mebibytes how much it writes
	 * @return the time from before the command is made until it is deleted, in
	 * nanoseconds
	 */
	long output(int mebibytes) throws Exception;

	/**
	 * Writes to the input of {@code dd} in the running container, which counts it.
	 * @param mebibytes how much is written
	 * @return the time from before the command is made until it is deleted, in
	 * nanoseconds
	 */
	long input(int mebibytes) throws Exception;

	/**
	 * Sends bytes through a terminal to {@code cat}, each after the one before came back.
	 * @param count how many bytes
	 * @return the time of all without the start and the end of the command, in
	 * nanoseconds
	 */
	long echoes(int count) throws Exception;

	@Override
	void close() throws IOException;

}
