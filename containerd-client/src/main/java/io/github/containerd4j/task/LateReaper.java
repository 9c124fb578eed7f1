package io.github.containerd4j.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.ContainerdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes a process that nobody waits for any more, as soon as the daemon answers again.
 * Gives up when the client is closed.
 */
final class LateReaper implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(LateReaper.class);

	private static final int THREADS = 2;

	// They block while they wait for the end of what they killed, and are seldom needed.
	private static final Executor EXECUTOR = executor();

	private final Reaper reaper;

	private final int pid;

	private final DaemonLoss loss = new DaemonLoss();

	private LateReaper(Reaper reaper, int pid) {
		this.reaper = reaper;
		this.pid = pid;
	}

	/**
	 * Begins to try.
	 * @param reaper removes the process
	 * @param pid its id on the daemon's host; 0 if that is not known
	 * @param failure why it could not be removed
	 */
	static void start(Reaper reaper, int pid, ContainerdException failure) {
		logger.warn("The {} cannot be removed before the daemon answers again: {}", reaper, failure.getMessage());
		new LateReaper(reaper, pid).again();
	}

	private static Executor executor() {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (work) -> {
					Thread thread = new Thread(work, "containerd-late-reaper");
					thread.setDaemon(true);
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	private void again() {
		CompletableFuture.delayedExecutor(this.loss.nextPause().toMillis(), TimeUnit.MILLISECONDS, EXECUTOR)
			.execute(this);
	}

	@Override
	public void run() {
		try {
			this.reaper.removeNow(this.pid);
			logger.info("The {} has been removed", this.reaper);
		}
		catch (ContainerdException ex) {
			if (DaemonLoss.isUnanswered(ex)) {
				again();
			}
			else {
				logger.warn("The {} is left behind: {}", this.reaper, ex.getMessage());
			}
		}
	}

}
