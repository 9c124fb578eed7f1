package io.github.containerd4j.operation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Is told of every creation, start, exec and stop of a client, from the start to the end:
 * for logs, metrics and traces. Safe for use by many threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ContainerOperationListener {

	/**
	 * An operation starts. Called on the thread that asked for it. What it throws is
	 * logged and ends nothing.
	 * @param operation what is being done
	 * @param namespace containerd's namespace
	 * @param container the identifier of the container
	 * @return what is told of the end of this operation
	 */
	Watch started(ContainerOperation operation, String namespace, String container);

	/**
	 * A listener that wants to know nothing.
	 * @return the listener
	 */
	static ContainerOperationListener none() {
		return (operation, namespace, container) -> (failure) -> {
		};
	}

	/**
	 * Tells several listeners. One that throws does not keep the others from being told.
	 * @param listeners the listeners, in their order
	 * @return the listener
	 */
	static ContainerOperationListener all(List<ContainerOperationListener> listeners) {
		return new ContainerOperationListeners(List.copyOf(listeners));
	}

	/**
	 * Watches one operation.
	 */
	@FunctionalInterface
	interface Watch {

		/**
		 * The operation is over. Called once, on any thread. What it throws is logged and
		 * ends nothing.
		 * @param failure why it failed; {@code null} if it succeeded. A command that was
		 * run and ended with an error has not failed
		 */
		void onEnd(@Nullable Throwable failure);

	}

}
