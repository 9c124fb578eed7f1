package io.github.containerd4j.stdio;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Waits for an end of a FIFO that is opened in the background.
 */
final class Opened {

	private Opened() {
	}

	static FileChannel get(CompletableFuture<FileChannel> channel) throws IOException {
		try {
			return channel.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while waiting for the process to be there");
		}
		catch (ExecutionException ex) {
			throw new IOException("the streams of the process were closed", ex.getCause());
		}
	}

}
