package io.github.containerd4j.stdio;

import org.jspecify.annotations.Nullable;

/**
 * A thread for as long as it works on one task. To everybody else it looks like a thread
 * of that task's own: by its name, its class loader, and what interrupts it.
 */
final class StreamThread implements Runnable {

	private final String name;

	private final String idleName;

	private final Runnable task;

	private final @Nullable ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

	private @Nullable Thread thread;

	private boolean interrupted;

	/**
	 * Prepares a task.
	 * @param name the thread's name meanwhile
	 * @param idleName its name afterwards
	 * @param task the task
	 */
	StreamThread(String name, String idleName, Runnable task) {
		this.name = name;
		this.idleName = idleName;
		this.task = task;
	}

	@Override
	public void run() {
		Thread current = Thread.currentThread();
		current.setName(this.name);
		current.setContextClassLoader(this.classLoader);
		begin(current);
		try {
			this.task.run();
		}
		finally {
			end();
			current.setContextClassLoader(null);
			current.setName(this.idleName);
		}
	}

	private synchronized void begin(Thread current) {
		this.thread = current;
		if (this.interrupted) {
			current.interrupt();
		}
	}

	// An interrupt must not reach the task that comes next.
	private synchronized void end() {
		this.thread = null;
		Thread.interrupted();
	}

	/**
	 * Interrupts the task, also one that has not begun. Without effect on one that has
	 * ended.
	 */
	synchronized void interrupt() {
		this.interrupted = true;
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	synchronized boolean isCurrent() {
		return Thread.currentThread() == this.thread;
	}

}
