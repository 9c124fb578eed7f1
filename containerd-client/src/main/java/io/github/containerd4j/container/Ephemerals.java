package io.github.containerd4j.container;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.connection.Connection;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes ephemeral containers when they stop: the client that started one waits for its
 * end. The label of the last use tells that a container was started; one without it is
 * left alone.
 */
final class Ephemerals {

	private static final Logger logger = LoggerFactory.getLogger(Ephemerals.class);

	// An entry lives as long as its container's task.
	private static final Map<Key, CompletableFuture<ExitStatus>> WATCHES = new ConcurrentHashMap<>();

	private static final Map<Connection, Set<String>> SWEPT = Collections.synchronizedMap(new WeakHashMap<>());

	private final Connection connection;

	private final Namespace namespace;

	Ephemerals(Connection connection, Namespace namespace) {
		this.connection = connection;
		this.namespace = namespace;
	}

	/**
	 * Begins to wait for the end of a container's task.
	 */
	void watch(ContainerInfo info, Task task) {
		Key key = key(info);
		CompletableFuture<ExitStatus> end = task.onExit();
		forget(WATCHES.put(key, end));
		end.whenCompleteAsync((exit, failure) -> {
			if (WATCHES.remove(key, end)) {
				ended(info, failure);
			}
		}, Ephemerals::onOwnThread);
		sweepOnce();
	}

	private static void onOwnThread(Runnable work) {
		Thread thread = new Thread(work, "containerd-ephemeral");
		thread.setDaemon(true);
		thread.start();
	}

	private Key key(ContainerInfo info) {
		return new Key(this.connection, this.namespace.name(), info.id());
	}

	private static void forget(@Nullable CompletableFuture<ExitStatus> watch) {
		if (watch != null) {
			watch.cancel(true);
		}
	}

	private void ended(ContainerInfo info, @Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		if (cause != null && !(cause instanceof NotFoundException)) {
			logger.debug("The end of the ephemeral container {} was not seen", info.id(), cause);
			return;
		}
		try {
			deleteEnded(info);
		}
		catch (ContainerdException ex) {
			logger.warn("The ephemeral container {} stopped and cannot be deleted", info.id(), ex);
		}
	}

	/**
	 * Stops a container, and deletes it then.
	 */
	<T> T stop(ContainerInfo info, Supplier<T> stop) {
		T result = without(info, stop);
		deleteEnded(info);
		return result;
	}

	/**
	 * Does something that ends the task of a container and keeps the container.
	 */
	<T> T without(ContainerInfo info, Supplier<T> action) {
		forget(WATCHES.remove(key(info)));
		try {
			return action.get();
		}
		catch (RuntimeException | Error ex) {
			rewatch(info, ex);
			throw ex;
		}
	}

	private void rewatch(ContainerInfo info, Throwable failure) {
		try {
			this.namespace.tasks().find(info.id()).ifPresent((task) -> watch(info, task));
		}
		catch (ContainerdException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void deleteEnded(ContainerInfo info) {
		// By now it may be another one of the same name, or none that shall be deleted.
		this.namespace.containers()
			.find(info.id())
			.filter((container) -> Objects.equals(container.info().createdAt(), info.createdAt()))
			.ifPresent(this::deleteIfEnded);
	}

	private boolean deleteIfEnded(Container container) {
		ContainerInfo info = container.info();
		Optional<Instant> lastUsed = info.lastUsed();
		if (!info.isEphemeral() || lastUsed.isEmpty() || isAlive(container)) {
			return false;
		}
		container.delete(DeleteOptions.defaults().withForce());
		logger.debug("Deleted the ephemeral container {}", info.id());
		return true;
	}

	private static boolean isAlive(Container container) {
		return container.task().filter((task) -> task.info().status() != TaskStatus.STOPPED).isPresent();
	}

	/**
	 * Deletes those that have stopped while nobody waited for it.
	 */
	List<String> sweep() {
		List<String> deleted = new ArrayList<>();
		for (Container container : this.namespace.containers()
			.list(Filter.label(ContainerInfo.EPHEMERAL_LABEL, "true"))) {
			if (deleteIfEnded(container)) {
				deleted.add(container.id());
			}
		}
		return deleted;
	}

	private void sweepOnce() {
		Set<String> namespaces = SWEPT.computeIfAbsent(this.connection, (any) -> ConcurrentHashMap.newKeySet());
		if (!namespaces.add(this.namespace.name())) {
			return;
		}
		try {
			sweep();
		}
		catch (ContainerdException ex) {
			logger.warn("What other clients left of ephemeral containers cannot be deleted", ex);
		}
	}

	private record Key(Connection connection, String namespace, String id) {
	}

}
