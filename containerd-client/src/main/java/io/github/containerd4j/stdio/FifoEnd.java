package io.github.containerd4j.stdio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Our end of a FIFO. Opening it waits for the other side, which lies in the nature of
 * FIFOs (fifo(7)), and is what makes sure that the shim, whichever it is, is there before
 * the first byte is read or written. Closing ends that wait, and any read or write.
 */
final class FifoEnd implements Closeable {

	private static final long OPENER_LEAVES_SECONDS = 10;

	private final Path path;

	private final StandardOpenOption direction;

	private final CountDownLatch passed = new CountDownLatch(1);

	private boolean opening;

	private boolean closed;

	private @Nullable FileChannel channel;

	private FifoEnd(Path path, StandardOpenOption direction) {
		this.path = path;
		this.direction = direction;
	}

	static FifoEnd reading(Path path) {
		return new FifoEnd(path, StandardOpenOption.READ);
	}

	static FifoEnd writing(Path path) {
		return new FifoEnd(path, StandardOpenOption.WRITE);
	}

	/**
	 * Opens the end without waiting, for a process that is there already. If it is not,
	 * reading comes to the end at once and writing fails.
	 */
	FifoEnd openNow() throws IOException {
		// With both sides open by us nobody else is waited for.
		try (FileChannel bothSides = FileChannel.open(this.path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			open();
		}
		return this;
	}

	/**
	 * Opens the end, unless it is open already. To be called once, on a thread that may
	 * wait.
	 * @throws ClosedChannelException if this is closed before the other side came
	 */
	FileChannel open() throws IOException {
		synchronized (this) {
			if (this.closed) {
				throw new ClosedChannelException();
			}
			if (this.channel != null) {
				return this.channel;
			}
			this.opening = true;
		}
		try {
			return opened(FileChannel.open(this.path, this.direction));
		}
		finally {
			this.passed.countDown();
		}
	}

	/**
	 * Opens the end on a thread that ends then.
	 * @param thread the name of the thread
	 * @return the open end, or why there is none
	 */
	CompletableFuture<FileChannel> openInBackground(String thread) {
		CompletableFuture<FileChannel> result = new CompletableFuture<>();
		StreamThreads.start(thread, () -> {
			try {
				result.complete(open());
			}
			catch (IOException ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	private synchronized FileChannel opened(FileChannel opened) throws IOException {
		if (this.closed) {
			opened.close();
			throw new ClosedChannelException();
		}
		this.channel = opened;
		return opened;
	}

	@Override
	public void close() throws IOException {
		FileChannel opened;
		synchronized (this) {
			opened = this.channel;
			if (this.closed && opened == null) {
				return;
			}
			this.closed = true;
			if (opened == null && !this.opening) {
				return;
			}
		}
		if (opened != null) {
			opened.close();
		}
		else {
			releaseOpener();
		}
	}

	// Linux opens a FIFO for both directions without waiting, and is then the other side
	// that the opener waits for. Closing before that thread came would leave it waiting.
	private void releaseOpener() throws IOException {
		if (this.passed.getCount() == 0) {
			return;
		}
		try (FileChannel bothSides = FileChannel.open(this.path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			if (!awaitPassed()) {
				throw new IOException("a thread does not come back from opening " + this.path);
			}
		}
	}

	// Also by an interrupted thread, or the opener would stay for ever.
	private boolean awaitPassed() {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return this.passed.await(OPENER_LEAVES_SECONDS, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
