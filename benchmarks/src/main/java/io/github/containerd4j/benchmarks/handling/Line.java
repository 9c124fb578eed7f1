package io.github.containerd4j.benchmarks.handling;

/**
 * A line of the table: a piece of work by the client, and the yardstick it is held to.
 * Both are measured one after the other, in each round.
 */
interface Line extends AutoCloseable {

	/** What the table calls it. */
	String title();

	/** What it is compared with, such as {@code cp}. */
	String yardstick();

	/** What is wanted, such as {@code ratio at most 1.2}. */
	String goal();

	/** How often both run before the first round that counts. */
	default int warmUps() {
		return 1;
	}

	/** Makes what both need, once and before all rounds. Not measured. */
	void prepare() throws Exception;

	/** The work by the client. */
	void byClient() throws Exception;

	/** The yardstick. */
	void byYardstick() throws Exception;

	/** Makes all as it was before one of them ran. Not measured. */
	void reset() throws Exception;

	/** Removes what {@link #prepare()} made. */
	@Override
	void close() throws Exception;

}
