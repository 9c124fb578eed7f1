package io.github.containerd4j.stdio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the process see the end of its input. The shim holds a write end of the FIFO too,
 * so closing ours is not enough: it must be told by CloseIO to close its own. With a
 * terminal there is no such end; there the character EOT does it, and CloseIO would make
 * the shim shut the terminal down.
 */
final class StdinEnd {

	private static final Logger logger = LoggerFactory.getLogger(StdinEnd.class);

	private static final byte END_OF_TRANSMISSION = 4;

	private final boolean terminal;

	private boolean ended;

	private boolean told;

	private @Nullable Runnable closeIo;

	private volatile byte last = '\n';

	StdinEnd(boolean terminal) {
		this.terminal = terminal;
	}

	void write(FileChannel channel, ByteBuffer bytes) throws IOException {
		byte latest = bytes.get(bytes.limit() - 1);
		while (bytes.hasRemaining()) {
			channel.write(bytes);
		}
		this.last = latest;
	}

	/**
	 * Ends the input.
	 * @param channel our end, which is closed
	 */
	void end(FileChannel channel) {
		try (channel) {
			if (this.terminal && channel.isOpen()) {
				writeEndOfTransmission(channel);
			}
		}
		catch (IOException ex) {
			logger.debug("The process takes no end of its input", ex);
		}
		tell(null);
	}

	// In the middle of a line the first one only sends the line.
	private void writeEndOfTransmission(FileChannel channel) throws IOException {
		byte[] bytes = (this.last == '\n') ? new byte[] { END_OF_TRANSMISSION }
				: new byte[] { END_OF_TRANSMISSION, END_OF_TRANSMISSION };
		channel.write(ByteBuffer.wrap(bytes));
	}

	/**
	 * Sets what closes the shim's end, and does it if the input has ended already.
	 */
	void onEnd(Runnable action) {
		tell(action);
	}

	private void tell(@Nullable Runnable action) {
		Runnable due;
		synchronized (this) {
			if (action != null) {
				this.closeIo = action;
			}
			else {
				this.ended = true;
			}
			if (!this.ended || this.told || this.closeIo == null) {
				return;
			}
			this.told = true;
			due = this.closeIo;
		}
		if (!this.terminal) {
			run(due);
		}
	}

	private static void run(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			// Mostly that the process has ended: it needs no end of its input then.
			logger.debug("Cannot close the input of a process", ex);
		}
	}

}
