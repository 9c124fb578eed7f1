package io.github.containerd4j.spring.container;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.spring.image.StartupMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the declared containers with the application and stops them with it: before the
 * web server takes requests and after it has answered the last one. They are started one
 * after the other and stopped in the opposite order.
 *
 * @since 0.1.0
 */
public final class DeclaredContainers implements SmartLifecycle {

	/** Lower than those of the web server, whose requests may need the containers. */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

	private static final Logger logger = LoggerFactory.getLogger(DeclaredContainers.class);

	// What was interrupted rolls back what it has begun.
	private static final Duration ROLLBACK_TIMEOUT = Duration.ofSeconds(20);

	private final List<ManagedContainer> containers;

	private final Settings settings;

	private final ThreadFactory threads;

	private volatile @Nullable Startup startup;

	/**
	 * Creates the lifecycle.
	 * @param client the daemon of the containers
	 * @param containers the containers, in the order of their start
	 * @param settings when, and what a failure means
	 * @param publisher where events go
	 * @param threads makes the thread of the start and those of the probes, which must
	 * keep no JVM alive
	 */
	public DeclaredContainers(ContainerdClient client, List<DeclaredContainer> containers, Settings settings,
			ApplicationEventPublisher publisher, ThreadFactory threads) {
		this.containers = containers.stream()
			.map((container) -> new ManagedContainer(client.namespace(container.namespace()), container,
					publisher::publishEvent, threads))
			.toList();
		this.settings = settings;
		this.threads = threads;
	}

	/**
	 * What is known of the containers.
	 * @return their states, in the order of their start
	 */
	public List<DeclaredContainerStatus> status() {
		return this.containers.stream().map(ManagedContainer::status).toList();
	}

	@Override
	public void start() {
		boolean background = this.settings.mode() == StartupMode.BACKGROUND;
		boolean failing = this.settings.failOnError() && !background;
		FutureTask<Void> task = new FutureTask<>(() -> startAll(failing), null);
		Thread thread = this.threads.newThread(task);
		this.startup = new Startup(task, thread);
		thread.start();
		if (!background) {
			await(task);
		}
	}

	private void startAll(boolean failing) {
		for (ManagedContainer container : this.containers) {
			try {
				container.start();
			}
			catch (RuntimeException ex) {
				if (failing && !(ex instanceof ForeignContainerException)) {
					throw new DeclaredContainerException(container.name(), ex);
				}
				if (failing || Thread.currentThread().isInterrupted()) {
					throw ex;
				}
				logger.warn("Could not start the container {}: {}", container.name(), ex.getMessage());
				logger.debug("The start of the container {} failed", container.name(), ex);
			}
		}
	}

	private void await(FutureTask<Void> task) {
		try {
			task.get(this.settings.startupTimeout().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			logger.warn("The containers are not started after {} s; the application goes on without waiting for them",
					this.settings.startupTimeout().toSeconds());
		}
		catch (InterruptedException ex) {
			stop();
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The start of the containers was interrupted", ex);
		}
		catch (ExecutionException ex) {
			// The application does not start, and nobody else stops what has started.
			stop();
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
		}
	}

	@Override
	public void stop() {
		Startup startup = this.startup;
		if (startup == null) {
			return;
		}
		this.startup = null;
		startup.cancel();
		long end = System.nanoTime() + this.settings.shutdownTimeout().toNanos();
		List<ManagedContainer> reversed = new ArrayList<>(this.containers);
		Collections.reverse(reversed);
		for (ManagedContainer container : reversed) {
			stop(container, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
		}
	}

	private static void stop(ManagedContainer container, Duration remaining) {
		try {
			container.stop(remaining);
		}
		catch (ContainerdException ex) {
			logger.warn("Could not stop the container {}: {}", container.name(), ex.getMessage());
			logger.debug("The stop of the container {} failed", container.name(), ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.startup != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * A start that is under way or over.
	 *
	 * @param task the start
	 * @param thread its thread
	 */
	private record Startup(FutureTask<Void> task, Thread thread) {

		private void cancel() {
			this.task.cancel(true);
			try {
				this.thread.join(ROLLBACK_TIMEOUT.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	/**
	 * When containers are started and stopped, and what a failure means.
	 *
	 * @param mode in the background, or before the application goes on with its start
	 * @param startupTimeout how long the start of the application waits at most
	 * @param failOnError whether a failure ends the start of the application; not in the
	 * background
	 * @param shutdownTimeout how long all containers together may take to end by
	 * themselves
	 */
	public record Settings(StartupMode mode, Duration startupTimeout, boolean failOnError, Duration shutdownTimeout) {

	}

}
