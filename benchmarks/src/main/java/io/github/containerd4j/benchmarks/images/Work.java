package io.github.containerd4j.benchmarks.images;

/**
 * One piece of work in several variants, which are measured one after the other.
 */
interface Work {

	/** What the table calls it. */
	String title();

	/** How many bytes it moves. */
	long bytes() throws Exception;

	/** The work by {@code ctr}, a process of its own as its users run it. */
	void byCtr() throws Exception;

	/** The work by the client. */
	void byClient() throws Exception;

	/** The least that has to be done with the bytes, without a daemon. */
	void floor() throws Exception;

	/** Makes all as it was before a variant ran. Not measured. */
	void reset() throws Exception;

}
