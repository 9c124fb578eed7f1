package io.github.containerd4j.image;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one transfer. They keep no JVM alive.
 */
final class TransferThreads implements ThreadFactory {

	private static final int MAX_SERVICE_THREADS = 16;

	private final ThreadGroup group;

	private final String name;

	private final AtomicInteger count = new AtomicInteger();

	TransferThreads(String name) {
		this.name = name;
		this.group = new ThreadGroup(name);
	}

	@Override
	public Thread newThread(Runnable task) {
		Thread thread = new Thread(this.group, task, this.name + "-" + this.count.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Threads that blobs wait for, in the order in which they were given.
	 */
	ExecutorService blobs(int concurrency) {
		return new ThreadPoolExecutor(concurrency, concurrency, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this);
	}

	/**
	 * Threads for what must run at once.
	 */
	ExecutorService services() {
		return new ThreadPoolExecutor(0, MAX_SERVICE_THREADS, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), this);
	}

	/**
	 * Whether the calling thread is one of these.
	 */
	boolean own() {
		return Thread.currentThread().getThreadGroup() == this.group;
	}

}
