package io.github.containerd4j.attach;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.github.containerd4j.CancelledException;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.PermissionDeniedException;
import io.github.containerd4j.host.NamespaceThread;
import io.github.containerd4j.host.ProcessNamespaces;
import io.github.containerd4j.host.SystemCallException;
import io.github.containerd4j.stdio.Input;
import io.github.containerd4j.stdio.Output;
import io.github.containerd4j.task.ExecResult;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions and commands inside of one container.
 * {@link io.github.containerd4j.container.Container} has these as methods of its own.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class Attachment {

	private final Namespace namespace;

	private final String id;

	private volatile @Nullable ProcessHandle found;

	private Attachment(Namespace namespace, String id) {
		this.namespace = namespace;
		this.id = id;
	}

	/**
	 * What runs inside of a container; calls nothing.
	 * @param namespace where it is
	 * @param id the container
	 * @return the attachment
	 */
	public static Attachment to(Namespace namespace, String id) {
		return new Attachment(namespace, id);
	}

	/**
	 * Runs a function on a thread of its own in the container's namespaces; see
	 * {@link io.github.containerd4j.container.Container#attach(AttachOptions, Callable)}.
	 * @param <T> what it finds
	 * @param options where, and for how long
	 * @param function the function
	 * @return what it found
	 */
	public <T> T call(AttachOptions options, Callable<T> function) {
		Preparation.of(options, function);
		ProcessNamespaces namespaces = again(options).orElseGet(() -> open(options));
		return await(NamespaceThread.start("containerd-attach-" + this.id, namespaces, function), options);
	}

	/**
	 * Opens the namespaces of the process that was found before. While that lives the
	 * daemon need not be asked, which takes longer than all the rest.
	 * @return the namespaces; empty if the daemon has to be asked
	 */
	private Optional<ProcessNamespaces> again(AttachOptions options) {
		ProcessHandle process = this.found;
		if (process == null || !process.isAlive()) {
			return Optional.empty();
		}
		try {
			ProcessNamespaces namespaces = ProcessNamespaces.open(process.pid(), options.namespaces());
			// It knows when the process started, so this is no other one of that id.
			if (process.isAlive()) {
				return Optional.of(namespaces);
			}
			namespaces.close();
		}
		catch (NotFoundException ex) {
			// It has just ended.
		}
		return Optional.empty();
	}

	private ProcessNamespaces open(AttachOptions options) {
		requireHere();
		Task task = this.namespace.tasks().get(this.id);
		int pid = living(task);
		ProcessNamespaces namespaces = ProcessNamespaces.open(pid, options.namespaces());
		try {
			ProcessHandle process = ProcessHandle.of(pid).orElse(null);
			// As long as the task has this process, its id cannot be another one's.
			task.refresh();
			if (living(task) != pid) {
				throw failed(ErrorCode.FAILED_PRECONDITION, "it was started again meanwhile");
			}
			this.found = process;
			return namespaces;
		}
		catch (RuntimeException ex) {
			namespaces.close();
			throw ex;
		}
	}

	private <T> T await(NamespaceThread<T> thread, AttachOptions options) {
		try {
			return thread.await(options.timeout());
		}
		catch (ExecutionException ex) {
			throw rethrown(ex);
		}
		catch (TimeoutException ex) {
			Failure failure = failure(ErrorCode.DEADLINE_EXCEEDED);
			throw new DeadlineExceededException(failure.describe() + ": the function did not end within "
					+ options.timeout() + "; it was interrupted, and stays in the container until it ends", failure,
					null);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			Failure failure = failure(ErrorCode.CANCELLED);
			throw new CancelledException(failure.describe() + ": the calling thread was interrupted, and the function",
					failure, ex);
		}
	}

	private RuntimeException rethrown(ExecutionException ex) {
		Throwable cause = ex.getCause();
		if (cause instanceof RuntimeException failure) {
			return failure;
		}
		if (cause instanceof Error failure) {
			throw failure;
		}
		if (cause instanceof SystemCallException) {
			Failure failure = failure(ErrorCode.PERMISSION_DENIED);
			return new PermissionDeniedException(
					failure.describe() + ": its namespaces cannot be joined: " + cause.getMessage(), failure, cause);
		}
		return new CompletionException(cause);
	}

	/**
	 * Runs a command in the container; see
	 * {@link io.github.containerd4j.container.Container#attach(String...)}.
	 * @param command the program and its arguments
	 * @return its exit code
	 */
	public int run(String... command) {
		// Where nobody types, reading would take away what the application itself reads.
		Input input = (System.console() != null) ? Input.from(System.in) : Input.none();
		ExecResult result = this.namespace.tasks()
			.get(this.id)
			.execBuilder(command)
			.stdin(input)
			.stdout(Output.inherit())
			.stderr(Output.inheritError())
			.run();
		return result.exitCode();
	}

	private int living(Task task) {
		return Optional.of(task.info())
			.filter((info) -> info.status() != TaskStatus.STOPPED)
			.orElseThrow(() -> failed(ErrorCode.FAILED_PRECONDITION, "its task has ended"))
			.pid();
	}

	private void requireHere() {
		if (!this.namespace.hostMounts().isDaemonHere()) {
			throw failed(ErrorCode.FAILED_PRECONDITION,
					"the daemon is not on this machine, so its processes are out of reach; run a command instead");
		}
	}

	private FailedPreconditionException failed(ErrorCode code, String reason) {
		Failure failure = failure(code);
		return new FailedPreconditionException(failure.describe() + ": " + reason, failure, null);
	}

	private Failure failure(ErrorCode code) {
		return new Failure("attach to", "container", this.id, this.namespace.name(), code);
	}

}
