package io.github.containerd4j.stdio;

import io.github.containerd4j.InvalidArgumentException;

/**
 * The size of a terminal in characters.
 *
 * @param columns the number of columns, from 1 to 65535
 * @param rows the number of rows, from 1 to 65535
 * @since 0.1.0
 */
public record TerminalSize(int columns, int rows) {

	// struct winsize of ioctl_tty(2) has 16 bits for each.
	private static final int LARGEST = 65535;

	/**
	 * Checks the size.
	 * @param columns the number of columns
	 * @param rows the number of rows
	 * @throws InvalidArgumentException if one is out of range
	 */
	public TerminalSize {
		if (columns < 1 || columns > LARGEST || rows < 1 || rows > LARGEST) {
			throw InvalidArgumentException.of("terminal size", columns + "x" + rows,
					"columns and rows must be from 1 to " + LARGEST);
		}
	}

}
