package io.github.containerd4j.rpc;

/**
 * Work that must be done also when the thread was interrupted.
 *
 * @since 0.1.0
 */
public final class CleanUp {

	private CleanUp() {
	}

	/**
	 * Does some work without the interrupt that the calling thread may have pending, and
	 * restores it afterwards. A call to the daemon on an interrupted thread fails at
	 * once, and then what it should have removed would stay. An interrupt that comes
	 * meanwhile ends the work as usual.
	 * @param work the work, on the calling thread; what it throws is passed on
	 */
	public static void run(Runnable work) {
		boolean interrupted = Thread.interrupted();
		try {
			work.run();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
