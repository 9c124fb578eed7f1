package io.github.containerd4j.spring.image;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.containerd4j.image.Image;
import io.github.containerd4j.image.ImageService;
import io.github.containerd4j.image.ImageTransfer;
import io.github.containerd4j.image.PullOptions;
import io.github.containerd4j.progress.ProgressTotals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

/**
 * Pulls images when the application starts, one after the other, before its other runners
 * or beside them, and tells the log how far it has come. Ends with the context, and the
 * pull that is running with it.
 *
 * @since 0.1.0
 */
public final class StartupImagePuller implements ApplicationRunner, SmartLifecycle, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(StartupImagePuller.class);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

	private final ReentrantLock lock = new ReentrantLock();

	private final ImageService images;

	private final List<String> references;

	private final Supplier<PullOptions.Builder> options;

	private final Settings settings;

	private final ThreadFactory threads;

	private @Nullable ImageTransfer<Image> current;

	private @Nullable Thread background;

	private boolean running;

	/**
	 * Creates a puller.
	 * @param images the service of the namespace to pull into
	 * @param references what to pull
	 * @param options makes the options of a pull
	 * @param settings when, and what a failure means
	 * @param threads makes the thread of the pulls in the background, which must keep no
	 * JVM alive
	 */
	public StartupImagePuller(ImageService images, List<String> references, Supplier<PullOptions.Builder> options,
			Settings settings, ThreadFactory threads) {
		this.images = images;
		this.references = List.copyOf(references);
		this.options = options;
		this.settings = settings;
		this.threads = threads;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		if (this.settings.mode() == StartupMode.BEFORE_READINESS) {
			pullAll(this.settings.failOnError());
		}
		else {
			Thread thread = this.threads.newThread(() -> pullAll(false));
			this.background = thread;
			thread.start();
		}
	}

	private void pullAll(boolean failOnError) {
		for (String reference : this.references) {
			try {
				if (!pull(reference)) {
					return;
				}
			}
			catch (RuntimeException ex) {
				if (failOnError) {
					throw new StartupPullException(reference, ex);
				}
				logger.warn("Could not pull {}: {}", reference, ex.getMessage());
				logger.debug("The pull of {} failed", reference, ex);
			}
		}
	}

	private boolean pull(String reference) {
		ProgressTotals totals = new ProgressTotals();
		long start = System.nanoTime();
		try (ImageTransfer<Image> transfer = start(reference, totals)) {
			if (transfer == null) {
				return false;
			}
			logger.info("Pulling {}", reference);
			Image image = await(transfer, reference, totals);
			logger.info("Pulled {} in {} s: {} of {} fetched, {} layers, by the {}", image.name(),
					seconds(System.nanoTime() - start), size(totals.movedBytes()), size(totals.totalBytes()),
					totals.layers(), transfer.engine().name().toLowerCase(Locale.ROOT));
			return true;
		}
	}

	private @Nullable ImageTransfer<Image> start(String reference, ProgressTotals totals) {
		this.lock.lock();
		try {
			if (!this.running) {
				return null;
			}
			this.current = this.images.startPull(reference, this.options.get().progress(totals).build());
			return this.current;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Image await(ImageTransfer<Image> transfer, String reference, ProgressTotals totals) {
		while (true) {
			try {
				return transfer.future().get(this.settings.logInterval().toNanos(), TimeUnit.NANOSECONDS);
			}
			catch (TimeoutException ex) {
				logger.info("Pulling {}: {} of {}, {} of {} layers", reference, size(totals.bytes()),
						size(totals.totalBytes()), totals.layersDone(), totals.layers());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new CancellationException("the pull of " + reference + " was interrupted");
			}
			catch (ExecutionException ex) {
				throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
			}
		}
	}

	private static String size(long bytes) {
		long megabytes = DataSize.ofBytes(bytes).toMegabytes();
		return (megabytes > 0) ? megabytes + " MB" : DataSize.ofBytes(bytes).toKilobytes() + " KB";
	}

	private static String seconds(long nanos) {
		return "%.1f".formatted(nanos / 1e9);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 100;
	}

	@Override
	public void start() {
		this.lock.lock();
		try {
			this.running = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void stop() {
		ImageTransfer<Image> transfer;
		this.lock.lock();
		try {
			this.running = false;
			transfer = this.current;
		}
		finally {
			this.lock.unlock();
		}
		if (transfer != null) {
			transfer.close();
		}
		awaitBackground();
	}

	private void awaitBackground() {
		Thread thread = this.background;
		if (thread != null && thread != Thread.currentThread()) {
			try {
				thread.join(STOP_TIMEOUT.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		this.lock.lock();
		try {
			return this.running;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * When images are pulled, and what a failure means.
	 *
	 * @param mode before the application is ready, or in the background
	 * @param failOnError whether a failure ends the start of the application; not in the
	 * background
	 * @param logInterval the time between two lines in the log
	 */
	public record Settings(StartupMode mode, boolean failOnError, Duration logInterval) {

	}

}
