package io.github.containerd4j.stdio;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that wait at FIFOs. They keep no JVM alive. There are as many as are needed
 * at the same time; one that is free waits a little for what comes next, because a
 * command is often followed by another one, and starting a thread costs more than waking
 * it.
 */
final class StreamThreads {

	private static final String IDLE = "containerd-idle";

	private static final int IDLE_SECONDS = 2;

	private static final Executor THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
			new SynchronousQueue<>(), StreamThreads::thread);

	private StreamThreads() {
	}

	// A platform thread: a virtual one would hold its carrier while it waits. It inherits
	// no thread locals, as it works for others than the one who needed it first.
	private static Thread thread(Runnable loop) {
		Thread thread = new Thread(null, loop, IDLE, 0, false);
		thread.setDaemon(true);
		return thread;
	}

	static StreamThread start(String name, Runnable task) {
		StreamThread thread = new StreamThread("containerd-" + name, IDLE, task);
		THREADS.execute(thread);
		return thread;
	}

}
