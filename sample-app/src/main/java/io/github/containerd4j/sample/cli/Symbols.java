package io.github.containerd4j.sample.cli;

import java.nio.charset.Charset;

/**
 * What the tree is drawn with.
 *
 * @param branch before a container that is not the last one
 * @param lastBranch before the last container of a namespace
 * @param trunk before the lines between the branches
 * @param running marks a container whose task runs
 * @param idle marks any other container
 */
record Symbols(String branch, String lastBranch, String trunk, String running, String idle) {

	private static final Symbols DRAWN = new Symbols("├─ ", "└─ ", "│  ", "●", "○");

	private static final Symbols ASCII = new Symbols("|- ", "`- ", "|  ", "*", "o");

	static Symbols of(Charset charset) {
		return charset.newEncoder().canEncode(DRAWN.toString()) ? DRAWN : ASCII;
	}

}
