package io.github.containerd4j.archive;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.oci.ImageConfig;
import io.github.containerd4j.unpack.LayerSource;
import io.github.containerd4j.unpack.Unpacker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks images one after the other while their layers are still being stored.
 */
final class Unpacking implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Unpacking.class);

	private static final int CLOSE_SECONDS = 30;

	private final ExecutorService thread = Executors.newSingleThreadExecutor((task) -> {
		Thread worker = new Thread(task, "containerd-import-unpack");
		worker.setDaemon(true);
		return worker;
	});

	private final Future<?> work;

	Unpacking(Unpacker unpacker, List<StoredImage> images, LayerSource layers) {
		this.work = this.thread.submit(() -> images.forEach((image) -> unpack(unpacker, image, layers)));
		this.thread.shutdown();
	}

	private static void unpack(Unpacker unpacker, StoredImage image, LayerSource layers) {
		ImageConfig config = image.config();
		if (config != null) {
			unpacker.unpack(image.manifest(), config, layers);
		}
	}

	/**
	 * Fails if unpacking has failed already.
	 */
	void check() {
		if (this.work.isDone()) {
			await();
		}
	}

	/**
	 * Waits until everything is unpacked.
	 */
	void await() {
		try {
			this.work.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			Failure failure = new Failure("import", "image archive", null, null, ErrorCode.CANCELLED);
			throw new CancelledException(failure.describe() + ": the waiting thread was interrupted", failure, ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * Stops unpacking, and waits for that: the lease must not end before.
	 */
	@Override
	public void close() {
		this.thread.shutdownNow();
		boolean interrupted = Thread.interrupted();
		try {
			if (!this.thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
				logger.warn("Unpacking has not stopped within {} s", CLOSE_SECONDS);
			}
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
