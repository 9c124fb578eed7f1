package io.github.containerd4j.operation;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several listeners as one that throws nothing.
 */
record ContainerOperationListeners(List<ContainerOperationListener> listeners) implements ContainerOperationListener {

	private static final Logger logger = LoggerFactory.getLogger(ContainerOperationListeners.class);

	private static final Watch NOBODY = (failure) -> {
	};

	@Override
	public Watch started(ContainerOperation operation, String namespace, String container) {
		List<Watch> watches = this.listeners.stream()
			.map((listener) -> start(listener, operation, namespace, container))
			.toList();
		return (failure) -> watches.forEach((watch) -> end(watch, failure));
	}

	private static Watch start(ContainerOperationListener listener, ContainerOperation operation, String namespace,
			String container) {
		try {
			return listener.started(operation, namespace, container);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener for operations on containers failed", ex);
			return NOBODY;
		}
	}

	private static void end(Watch watch, @Nullable Throwable failure) {
		try {
			watch.onEnd(failure);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener for operations on containers failed", ex);
		}
	}

}
