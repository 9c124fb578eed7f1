package io.github.containerd4j.stdio;

import java.io.IOException;

/**
 * Takes the bytes of one stream, on one thread. May block, and then the process does.
 */
interface Sink {

	/**
	 * Takes bytes.
	 * @param bytes where they are; they change after the call
	 * @param length how many there are, from the start of the array
	 * @throws IOException if they cannot be taken; no further ones are given then
	 */
	void write(byte[] bytes, int length) throws IOException;

	/**
	 * Ends the stream, once, also after a failure.
	 * @throws IOException if what was kept back cannot be passed on
	 */
	void end() throws IOException;

}
