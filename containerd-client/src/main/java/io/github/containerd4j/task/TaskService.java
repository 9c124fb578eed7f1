package io.github.containerd4j.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.Filter;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.stdio.Streams;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one namespace. A task belongs to the container of the same identifier, and
 * is reached only while that container's record exists. Methods that take a container's
 * identifier alone mean the first process of its task; with an exec identifier they mean
 * a process that was added to it.
 * <p>
 * Errors of the shim and of runc, such as a task that is not in the right state, have no
 * class of their own in containerd: they are plain
 * {@link io.github.containerd4j.ContainerdException}s of the code {@code UNKNOWN}.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface TaskService {

	/**
	 * Lists tasks. containerd offers no filter.
	 * @return the tasks
	 */
	List<Task> list();

	/**
	 * Looks for the task of a container.
	 * @param containerId the container
	 * @return the task; empty if the container has none or does not exist
	 */
	Optional<Task> find(String containerId);

	/**
	 * Reads the task of a container.
	 * @param containerId the container
	 * @return the task
	 * @throws io.github.containerd4j.NotFoundException if the container has none or does
	 * not exist
	 */
	Task get(String containerId);

	/**
	 * Looks for a process that was added by exec.
	 * @param containerId the container
	 * @param execId the exec identifier
	 * @return the process; empty if it does not exist
	 */
	Optional<Process> find(String containerId, String execId);

	/**
	 * Reads a process that was added by exec.
	 * @param containerId the container
	 * @param execId the exec identifier
	 * @return the process
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	Process get(String containerId, String execId);

	/**
	 * Creates the task of a container: the shim is started and the process made, which
	 * waits for {@link #start(String)}.
	 * @param spec what it is made of
	 * @return the task
	 * @throws io.github.containerd4j.NotFoundException if the container does not exist
	 * @throws io.github.containerd4j.AlreadyExistsException if the container has a task
	 * @throws io.github.containerd4j.FailedPreconditionException if another daemon of
	 * this machine runs a task of the same namespace and identifier by runc, which its
	 * shim would kill
	 * @throws io.github.containerd4j.ContainerdException if the runtime refuses, for
	 * instance because the program does not exist; no task is left then
	 */
	Task create(TaskSpec spec);

	/**
	 * Creates a task whose standard streams this JVM looks after. It is not started. When
	 * it has ended its last output is passed on and the streams are closed, unless the
	 * caller reads {@linkplain io.github.containerd4j.stdio.Output#piped() pipes}. They
	 * are found again by {@link Task#streams()} of the task that is returned.
	 * @param spec what it is made of; its own standard streams are ignored
	 * @param streams where its standard streams lead
	 * @return the task
	 * @throws io.github.containerd4j.AlreadyExistsException if the container has a task
	 * @throws ProcessStartException if the program cannot be executed, or the working
	 * directory is missing; no task is left then
	 */
	Task create(TaskSpec spec, Streams streams);

	/**
	 * Runs the first process of a task. Returns when its program was executed. To lose no
	 * exit have {@link #waitAsync(String)} under way before.
	 * @param containerId the container
	 * @return the process id on the daemon's host
	 */
	int start(String containerId);

	/**
	 * Runs a process that was added by exec.
	 * @param containerId the container
	 * @param execId the exec identifier
	 * @return the process id on the daemon's host
	 * @throws io.github.containerd4j.ContainerdException if its program cannot be
	 * executed; the process must be deleted even then
	 */
	int start(String containerId, String execId);

	/**
	 * Deletes a task that does not run, with its shim and mounts. Waits up to 10 seconds
	 * for output to be read.
	 * @param containerId the container
	 * @return how it ended; told only this once
	 * @throws io.github.containerd4j.NotFoundException if there is no task
	 * @throws io.github.containerd4j.FailedPreconditionException if it is running or
	 * paused
	 */
	ExitStatus delete(String containerId);

	/**
	 * Deletes a process that was added by exec and does not run. Its identifier is free
	 * again only after this.
	 * @param containerId the container
	 * @param execId the exec identifier
	 * @return how it ended; code 0 without a time if it was never started
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 * @throws io.github.containerd4j.FailedPreconditionException if it is running
	 */
	ExitStatus deleteProcess(String containerId, String execId);

	/**
	 * Sends a signal to the first process of a task.
	 * @param containerId the container
	 * @param signal the signal
	 * @throws io.github.containerd4j.NotFoundException if the process has ended
	 */
	void kill(String containerId, Signal signal);

	/**
	 * Sends a signal to a process that was added by exec.
	 * @param containerId the container
	 * @param execId the exec identifier
	 * @param signal the signal
	 * @throws io.github.containerd4j.NotFoundException if the process has ended
	 * @throws io.github.containerd4j.FailedPreconditionException if it was not started
	 */
	void kill(String containerId, String execId, Signal signal);

	/**
	 * Sends a signal to all processes in a task's control group, which is needed where
	 * the container has no process namespace of its own. Succeeds also when none is left.
	 * @param containerId the container
	 * @param signal the signal
	 */
	void killAll(String containerId, Signal signal);

	/**
	 * Sends a signal to a process that was added by exec, and asks the shim to send it to
	 * all that belongs to it. What belongs to it is the shim's business: the one of runc
	 * makes no difference between this and {@link #kill(String, String, Signal)}.
	 * @param containerId the container
	 * @param execId the exec identifier
	 * @param signal the signal
	 * @throws io.github.containerd4j.NotFoundException if the process has ended
	 * @throws io.github.containerd4j.FailedPreconditionException if it was not started
	 */
	void killAll(String containerId, String execId, Signal signal);

	/**
	 * Adds a process to a task. It is registered only; {@link #start(String, String)}
	 * runs it.
	 * @param containerId the container
	 * @param spec the process
	 * @return the process
	 * @throws io.github.containerd4j.AlreadyExistsException if its identifier is taken
	 * @throws io.github.containerd4j.FailedPreconditionException if the task is stopped
	 * or paused
	 */
	Process exec(String containerId, ExecSpec spec);

	/**
	 * Sets the size of the terminal of a task's first process. Has no effect without one.
	 * @param containerId the container
	 * @param columns the number of columns
	 * @param rows the number of rows
	 */
	void resize(String containerId, int columns, int rows);

	/**
	 * Sets the size of the terminal of a process that was added by exec and was started.
	 * @param containerId the container
	 * @param execId the exec identifier
	 * @param columns the number of columns
	 * @param rows the number of rows
	 */
	void resize(String containerId, String execId, int columns, int rows);

	/**
	 * Closes the shim's own writing end of the standard input of a task's first process.
	 * The process sees the end of its input when all other writers have closed it too.
	 * @param containerId the container
	 */
	void closeStdin(String containerId);

	/**
	 * Closes the shim's own writing end of the standard input of a process that was added
	 * by exec.
	 * @param containerId the container
	 * @param execId the exec identifier
	 */
	void closeStdin(String containerId, String execId);

	/**
	 * Freezes all processes of a task. A frozen task can still be killed with
	 * {@link Signal#KILL}; other signals act when it is resumed.
	 * @param containerId the container
	 * @throws io.github.containerd4j.FailedPreconditionException if the task is not
	 * running
	 */
	void pause(String containerId);

	/**
	 * Thaws all processes of a task.
	 * @param containerId the container
	 * @throws io.github.containerd4j.FailedPreconditionException if the task is not
	 * paused
	 */
	void resume(String containerId);

	/**
	 * Lists the processes in a task's control group.
	 * @param containerId the container
	 * @return the processes
	 */
	List<ProcessId> pids(String containerId);

	/**
	 * Dumps a task of the runc shim with CRIU, which must be on the daemon's search path.
	 * Nothing references the content that is returned: use a lease.
	 * @param containerId the container
	 * @param options how to dump
	 * @return the dump and the container's spec as content; empty if the options name a
	 * directory for the dump
	 * @throws io.github.containerd4j.AlreadyExistsException before containerd 2.0 at the
	 * second checkpoint of one spec, although the dump was made, and the task has ended
	 * if that was asked for
	 */
	List<Descriptor> checkpoint(String containerId, CheckpointOptions options);

	/**
	 * Dumps a task with the options of any runtime; as
	 * {@link #checkpoint(String, CheckpointOptions)}.
	 * @param containerId the container
	 * @param parent the checkpoint that this one continues; {@code null} for none
	 * @param options the runtime's options; {@code null} for its defaults
	 * @return what was written to the content store
	 */
	List<Descriptor> checkpoint(String containerId, @Nullable String parent, @Nullable TypedValue options);

	/**
	 * Changes the limits of a running task. The next start takes those of the container's
	 * spec again.
	 * @param containerId the container
	 * @param resources the limits, JSON of the type {@link TypedValue#LINUX_RESOURCES};
	 * what is absent stays
	 * @param annotations notes for the shim; empty for none
	 */
	void update(String containerId, TypedValue resources, Map<String, String> annotations);

	/**
	 * Reads statistics. Fields for filters are {@code id} and {@code namespace}. A task
	 * whose statistics cannot be read is left out; one that has ended still has them
	 * until it is deleted.
	 * @param filters alternatives; none for all tasks
	 * @return the statistics
	 */
	List<TaskMetric> metrics(Filter... filters);

	/**
	 * Waits for the end of a task's first process, however long that takes. May be called
	 * before the start, and after the end until the task is deleted. Interrupting the
	 * thread ends the waiting, not the process.
	 * @param containerId the container
	 * @return how it ended
	 * @throws io.github.containerd4j.NotFoundException if there is no task
	 * @throws io.github.containerd4j.UnavailableException if the daemon goes away; the
	 * task lives on, so read its state when the daemon is back, and wait again
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	ExitStatus wait(String containerId);

	/**
	 * Waits for the end of a process that was added by exec, as {@link #wait(String)}.
	 * @param containerId the container
	 * @param execId the exec identifier
	 * @return how it ended
	 */
	ExitStatus wait(String containerId, String execId);

	/**
	 * Waits for the end of a task's first process for a limited time.
	 * @param containerId the container
	 * @param timeout the longest time to wait
	 * @return how it ended; empty if it has not ended by then
	 */
	Optional<ExitStatus> wait(String containerId, Duration timeout);

	/**
	 * Waits for the end of a process that was added by exec for a limited time.
	 * @param containerId the container
	 * @param execId the exec identifier
	 * @param timeout the longest time to wait
	 * @return how it ended; empty if it has not ended by then
	 */
	Optional<ExitStatus> wait(String containerId, String execId, Duration timeout);

	/**
	 * Waits for the end of a task's first process without a thread.
	 * @param containerId the container
	 * @return how it ended. It completes on a thread of the transport, so blocking work
	 * belongs into an {@code ...Async} stage. Cancelling it ends the waiting, not the
	 * process. It fails as {@link #wait(String)} does
	 */
	CompletableFuture<ExitStatus> waitAsync(String containerId);

	/**
	 * Waits for the end of a process that was added by exec, as
	 * {@link #waitAsync(String)}.
	 * @param containerId the container
	 * @param execId the exec identifier
	 * @return how it ended
	 */
	CompletableFuture<ExitStatus> waitAsync(String containerId, String execId);

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @return the service
	 */
	static TaskService over(RpcClient rpc) {
		return over(rpc, TaskHook.none());
	}

	/**
	 * Makes the service.
	 * @param rpc makes the calls, in one namespace
	 * @param hook is told of each task that this service, or a handle of it, creates or
	 * deletes
	 * @return the service
	 */
	static TaskService over(RpcClient rpc, TaskHook hook) {
		return new GrpcTaskService(rpc, hook);
	}

}
