package io.github.containerd4j.container;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.spec.ProcessSpec;
import io.github.containerd4j.stdio.Input;
import io.github.containerd4j.stdio.Output;
import io.github.containerd4j.stdio.ProcessStreams;
import io.github.containerd4j.stdio.Streams;
import io.github.containerd4j.task.ExitStatus;
import io.github.containerd4j.task.Signal;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskService;
import io.github.containerd4j.task.TaskSpec;
import io.github.containerd4j.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one container.
 */
final class ContainerTasks {

	// What a terminal that tells no size is taken for.
	private static final int COLUMNS = 80;

	private static final int ROWS = 24;

	private final Namespace namespace;

	private final TaskService tasks;

	private final ContainerInfo info;

	private final Supplier<List<Mount>> rootfs;

	ContainerTasks(Namespace namespace, TaskService tasks, ContainerInfo info, Supplier<List<Mount>> rootfs) {
		this.namespace = namespace;
		this.tasks = tasks;
		this.info = info;
		this.rootfs = rootfs;
	}

	Optional<Task> find() {
		return this.tasks.find(this.info.id());
	}

	/**
	 * Creates a task. One that has ended is in its way and nobody needs it any more.
	 * @param streams its streams; {@code null} for the log of the record, else none, with
	 * a terminal if the spec says so
	 */
	Task create(@Nullable Streams streams) {
		ContainerNetworks.prepare(this.namespace, this.info);
		TaskSpec spec = TaskSpec.builder(this.info.id()).rootfs(this.rootfs.get()).build();
		Streams fitting = fitting(streams);
		try {
			return this.tasks.create(spec, fitting);
		}
		catch (AlreadyExistsException ex) {
			Optional<Task> old = find();
			if (old.isPresent() && old.get().info().status() != TaskStatus.STOPPED) {
				throw ex;
			}
			old.ifPresent(Task::deleteForcibly);
			return this.tasks.create(spec, fitting);
		}
	}

	// A task whose idea of a terminal differs from its spec fails, or hangs.
	private Streams fitting(@Nullable Streams streams) {
		boolean terminal = hasTerminal();
		if (streams == null) {
			Streams usual = ContainerLog.find(this.info.extensions()).map(Streams::log).orElseGet(Streams::none);
			return terminal ? usual.withTerminal(COLUMNS, ROWS) : usual;
		}
		if (terminal != streams.isTerminal()) {
			throw InvalidArgumentException.of("standard streams", this.info.id(),
					terminal ? "the container's process has a terminal, so the streams need one too"
							: "the container's process has no terminal, so the streams must not have one");
		}
		return streams;
	}

	private boolean hasTerminal() {
		TypedValue spec = this.info.spec();
		return spec != null && spec.typeUrl().endsWith(TypedValue.RUNTIME_SPEC) && ProcessSpec.of(spec).terminal();
	}

	Task start(@Nullable Streams streams) {
		Task task = create(streams);
		try {
			task.start();
			return task;
		}
		catch (RuntimeException | Error ex) {
			CleanUp.run(() -> abandon(task, ex));
			throw ex;
		}
	}

	private static void abandon(Task task, Throwable failure) {
		try {
			task.deleteForcibly();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	Optional<ExitStatus> stop(Duration grace) {
		return find().map((task) -> end(task, grace));
	}

	boolean shutdown(Duration timeout) {
		Optional<Task> task = find();
		if (task.isPresent()) {
			try {
				if (ask(task.get(), timeout).isEmpty()) {
					return false;
				}
			}
			catch (NotFoundException ex) {
				// Somebody else deleted it, which it has to have ended for.
			}
			task.get().deleteForcibly();
		}
		return true;
	}

	private Optional<ExitStatus> ask(Task task, Duration timeout) {
		return StopSignal.ofImage(this.namespace, this.info)
			.map((signal) -> task.shutdown(signal, timeout))
			.orElseGet(() -> task.shutdown(timeout));
	}

	/**
	 * Opens the terminal of the running task again.
	 */
	ProcessStreams console() {
		Task task = find().filter((found) -> found.info().status() != TaskStatus.STOPPED)
			.orElseThrow(() -> noConsole("it does not run"));
		if (!task.info().terminal()) {
			throw noConsole("its process has no terminal");
		}
		Input input = (task.info().stdin() != null) ? Input.piped() : Input.none();
		return task.attach(Streams.of(Output.piped(), Output.discard()).withStdin(input));
	}

	private FailedPreconditionException noConsole(String reason) {
		Failure failure = new Failure("open the terminal of", "container", this.info.id(), this.namespace.name(),
				ErrorCode.FAILED_PRECONDITION);
		return new FailedPreconditionException(failure.describe() + ": " + reason, failure, null);
	}

	private ExitStatus end(Task task, Duration grace) {
		Optional<Signal> signal = StopSignal.ofImage(this.namespace, this.info);
		ExitStatus exit = signal.isPresent() ? task.stop(signal.get(), grace) : task.stop(grace);
		task.deleteForcibly();
		return exit;
	}

	/**
	 * Starts anew, with the log of the daemon that the task before had.
	 */
	Task restart(Duration grace, @Nullable Streams streams) {
		Optional<Task> task = find();
		Streams next = (streams != null) ? streams : task.map(ContainerTasks::log).orElse(null);
		task.ifPresent((running) -> end(running, grace));
		return start(next);
	}

	private static @Nullable Streams log(Task task) {
		String stdout = task.info().stdout();
		return (stdout != null && stdout.contains("://")) ? Streams.log(URI.create(stdout)) : null;
	}

}
