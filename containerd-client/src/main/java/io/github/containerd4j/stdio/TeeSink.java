package io.github.containerd4j.stdio;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the same bytes to several sinks, which may come and go while it does.
 */
final class TeeSink implements Sink {

	private static final Logger logger = LoggerFactory.getLogger(TeeSink.class);

	private final List<Sink> sinks = new CopyOnWriteArrayList<>();

	private final Queue<Sink> removed = new ConcurrentLinkedQueue<>();

	private final ReentrantLock inUse = new ReentrantLock();

	private volatile @Nullable IOException failure;

	private volatile boolean ended;

	static TeeSink open(List<Output.Received> outputs, LogStream stream) throws IOException {
		TeeSink tee = new TeeSink();
		try {
			for (Output.Received output : outputs) {
				tee.sinks.add(output.open(stream));
			}
			return tee;
		}
		catch (IOException ex) {
			tee.endAll();
			throw ex;
		}
	}

	/**
	 * Adds a sink that gets what comes from now on.
	 * @return whether anything can still come
	 */
	boolean add(Sink sink) {
		this.sinks.add(sink);
		return !(this.ended && this.sinks.remove(sink));
	}

	/**
	 * Takes a sink away. It is ended, by the thread that writes if it is just being
	 * written to, which may last.
	 */
	void remove(Sink sink) {
		if (this.sinks.remove(sink)) {
			this.removed.add(sink);
			endRemoved();
		}
	}

	private void endRemoved() {
		while (!this.removed.isEmpty() && this.inUse.tryLock()) {
			try {
				endQueued();
			}
			finally {
				this.inUse.unlock();
			}
		}
	}

	private void endQueued() {
		Sink sink = this.removed.poll();
		while (sink != null) {
			end(sink);
			sink = this.removed.poll();
		}
	}

	@Override
	public void write(byte[] bytes, int length) {
		this.inUse.lock();
		try {
			for (Sink sink : this.sinks) {
				write(sink, bytes, length);
			}
		}
		finally {
			this.inUse.unlock();
		}
		endRemoved();
	}

	private void write(Sink sink, byte[] bytes, int length) {
		try {
			sink.write(bytes, length);
		}
		catch (IOException | RuntimeException ex) {
			if (this.sinks.remove(sink)) {
				note(ex);
				this.removed.add(sink);
			}
		}
	}

	@Override
	public void end() throws IOException {
		this.ended = true;
		endAll();
		IOException reason = this.failure;
		if (reason != null) {
			throw reason;
		}
	}

	private void endAll() {
		for (Sink sink : this.sinks) {
			remove(sink);
		}
	}

	private void end(Sink sink) {
		try {
			sink.end();
		}
		catch (IOException | RuntimeException ex) {
			note(ex);
		}
	}

	private void note(Exception ex) {
		logger.debug("A receiver of output failed and gets no more", ex);
		if (this.failure == null) {
			this.failure = (ex instanceof IOException cause) ? cause
					: new IOException("the receiver of the output failed", ex);
		}
	}

}
