package io.github.containerd4j.host;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/**
 * Runs what changes the thread it runs on, on a platform thread that ends with it.
 */
final class OwnThread {

	private OwnThread() {
	}

	/**
	 * Runs an action and waits for its end, also if the waiting thread is interrupted: a
	 * system call is not undone by that.
	 */
	static void run(String name, Action action) throws SystemCallException {
		FutureTask<Void> task = new FutureTask<>(() -> {
			action.run();
			return null;
		});
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
		boolean interrupted = false;
		try {
			while (true) {
				try {
					task.get();
					return;
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		catch (ExecutionException ex) {
			throw rethrown(ex.getCause());
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static SystemCallException rethrown(@Nullable Throwable cause) {
		if (cause instanceof SystemCallException failure) {
			return failure;
		}
		if (cause instanceof RuntimeException failure) {
			throw failure;
		}
		throw new IllegalStateException(cause);
	}

	/**
	 * What the thread does.
	 */
	@FunctionalInterface
	interface Action {

		void run() throws SystemCallException;

	}

}
