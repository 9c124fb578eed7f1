package io.github.containerd4j.stdio;

/**
 * The threads that wait at FIFOs. They keep no JVM alive.
 */
final class StreamThreads {

	private StreamThreads() {
	}

	static Thread start(String name, Runnable task) {
		// A platform thread: a virtual one would hold its carrier while it waits.
		Thread thread = new Thread(task, "containerd-" + name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}
