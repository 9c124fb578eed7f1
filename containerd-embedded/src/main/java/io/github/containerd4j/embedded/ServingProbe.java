package io.github.containerd4j.embedded;

import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ServingStatus;
import io.github.containerd4j.connection.ContainerdAddress;

/**
 * Waits until a daemon that was just started answers.
 */
final class ServingProbe {

	private static final Duration PAUSE = Duration.ofMillis(5);

	private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

	private final DaemonProcess process;

	private final DaemonDirectory directory;

	ServingProbe(DaemonProcess process, DaemonDirectory directory) {
		this.process = process;
		this.directory = directory;
	}

	void await(Duration limit) {
		long deadline = System.nanoTime() + limit.toNanos();
		ContainerdAddress address = new ContainerdAddress.UnixSocket(this.directory.socket());
		try (ContainerdClient client = ContainerdClient.builder().address(address).build()) {
			while (!isServing(client)) {
				check(limit, deadline);
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
	}

	private void check(Duration limit, long deadline) {
		if (!this.process.isAlive()) {
			throw new EmbeddedContainerdException(
					"containerd ended at its start; its log says:\n" + this.process.logTail());
		}
		if (Thread.currentThread().isInterrupted()) {
			throw new EmbeddedContainerdException("interrupted while containerd was starting");
		}
		if (System.nanoTime() - deadline > 0) {
			throw new EmbeddedContainerdException("containerd does not serve after " + limit.toMillis()
					+ " ms; its log says:\n" + this.process.logTail());
		}
	}

	private boolean isServing(ContainerdClient client) {
		try {
			return Files.exists(this.directory.socket()) && client.servingStatus(ANSWER_LIMIT) == ServingStatus.SERVING;
		}
		catch (ContainerdException ex) {
			return false;
		}
	}

}
