package io.github.containerd4j.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.stdio.ProcessStreams;

/**
 * The running (or created, or stopped) side of a container: its first process, and what
 * can be done to all of its processes together.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface Task extends Process {

	/**
	 * Our ends of the standard streams, if this very object was returned by whoever
	 * created the task with streams in this JVM; {@link #attach} makes others. What was
	 * captured is complete after {@link ProcessStreams#awaitOutput()} or
	 * {@link #delete()}.
	 * @return the streams, which close themselves when the task has ended and all output
	 * was passed on; pipes are to be closed by whoever reads them
	 */
	Optional<ProcessStreams> streams();

	/**
	 * Ends the task and leaves it there, so that its state and its statistics can still
	 * be read; {@link #delete()} removes it. The first process gets the signal that the
	 * container's record names in the label
	 * {@code io.containerd.image.config.stop-signal}, else {@link Signal#TERM}. A frozen
	 * task is resumed to see it. What has not ended after the grace time is killed,
	 * together with all other processes of the task; so is a task that was never started.
	 * @param grace how long the first process may take to end by itself; zero to kill it
	 * at once after the signal
	 * @return how it ended, also if it had ended before
	 * @throws io.github.containerd4j.NotFoundException if there is no task
	 * @throws io.github.containerd4j.DeadlineExceededException if it lives on although it
	 * was killed, after 10 seconds or the request timeout if that is shorter: processes
	 * in an uninterruptible sleep do, until the device or file system answers. The
	 * message names them where this host is the daemon's. It may be called again
	 * @throws io.github.containerd4j.UnavailableException if the daemon is away when a
	 * signal is to be sent
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	ExitStatus stop(Duration grace);

	/**
	 * Ends the task as {@link #stop(Duration)} does, with another signal.
	 * @param signal what the first process is asked with
	 * @param grace how long the first process may take to end by itself
	 * @return how it ended
	 */
	ExitStatus stop(Signal signal, Duration grace);

	/**
	 * Asks the task to end as {@link #stop(Duration)} does, and kills nothing. What has
	 * not ended in time lives on; a task that was never started cannot be asked.
	 * @param timeout how long the first process may take to end by itself
	 * @return how it ended, also if it had ended before; empty if it lives on
	 * @throws io.github.containerd4j.NotFoundException if there is no task
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	Optional<ExitStatus> shutdown(Duration timeout);

	/**
	 * Asks the task to end as {@link #shutdown(Duration)} does, with another signal.
	 * @param signal what the first process is asked with
	 * @param timeout how long the first process may take to end by itself
	 * @return how it ended; empty if it lives on
	 */
	Optional<ExitStatus> shutdown(Signal signal, Duration timeout);

	/**
	 * Kills all processes of the task if some live, and deletes it, whatever its state.
	 * @return how it ended; empty if there was no task any more
	 * @throws io.github.containerd4j.DeadlineExceededException if it lives on although it
	 * was killed, as with {@link #stop(Duration)}
	 */
	Optional<ExitStatus> deleteForcibly();

	/**
	 * Sends a signal to all processes of the task. Succeeds also when none is left.
	 * @param signal the signal
	 */
	void killAll(Signal signal);

	/**
	 * Freezes all processes.
	 * @throws io.github.containerd4j.FailedPreconditionException if the task is not
	 * running
	 */
	void pause();

	/**
	 * Thaws all processes.
	 * @throws io.github.containerd4j.FailedPreconditionException if the task is not
	 * paused
	 */
	void resume();

	/**
	 * Adds a process. It is registered only; {@link Process#start()} runs it.
	 * @param spec the process
	 * @return the process
	 * @throws io.github.containerd4j.AlreadyExistsException if its identifier is taken
	 * @throws io.github.containerd4j.FailedPreconditionException if the task is stopped
	 * or paused
	 */
	Process exec(ExecSpec spec);

	/**
	 * Runs a command in the container, as the container's own user, and waits for its end
	 * and its output; see {@link ExecBuilder#run()} for failures and
	 * {@link #execBuilder(String...)} for everything else.
	 * @param command the program and its arguments; no shell reads them
	 * @return exit code and output, also of a command that failed
	 * @throws ProcessStartException if the program cannot be executed
	 * @throws io.github.containerd4j.FailedPreconditionException if the task has ended or
	 * is paused
	 */
	ExecResult exec(String... command);

	/**
	 * Describes a command to run in the container: user, environment, directory, input,
	 * terminal, time limit; to be run, run in the background, or talked to.
	 * @param command the program and its arguments; no shell reads them
	 * @return the builder
	 */
	ExecBuilder execBuilder(String... command);

	/**
	 * Reads a process that was added by exec.
	 * @param execId the exec identifier
	 * @return the process
	 * @throws io.github.containerd4j.NotFoundException if it does not exist
	 */
	Process process(String execId);

	/**
	 * The processes in the task's control group.
	 * @return the processes
	 */
	List<ProcessId> pids();

	/**
	 * Reads the statistics.
	 * @return the statistics; empty if there are none, as when the task was deleted
	 */
	Optional<TaskMetric> metrics();

	/**
	 * The processes in the task's control group with their command lines.
	 * @return the processes
	 * @throws io.github.containerd4j.FailedPreconditionException if the daemon is not on
	 * this machine or in another PID namespace; {@link #pids()} works even then
	 */
	List<ContainerProcess> processes();

	/**
	 * Reads what the task uses of its machine.
	 * @return the statistics; empty if there are none, as when the task was deleted. A
	 * task that has ended has them until then
	 */
	Optional<TaskStats> stats();

	/**
	 * Reads the statistics twice to tell how busy the task is.
	 * @param interval the time between the two; the thread waits that long
	 * @return percent of one processor, see {@link TaskStats#cpuPercentSince(TaskStats)};
	 * empty if the statistics do not tell
	 * @throws io.github.containerd4j.CancelledException if the thread is interrupted
	 */
	OptionalDouble cpuPercent(Duration interval);

	/**
	 * Changes the limits of the running task. What is not set stays as it is. The next
	 * start takes those of the container's spec again.
	 * @param resources the limits
	 * @throws io.github.containerd4j.ContainerdException if the kernel refuses one, such
	 * as a memory limit below what is in use
	 */
	void update(Resources resources);

	/**
	 * Changes the limits of the running task; see
	 * {@link TaskService#update(String, TypedValue, Map)}.
	 * @param resources the limits
	 */
	void update(TypedValue resources);

	/**
	 * Dumps the task; see {@link TaskService#checkpoint(String, CheckpointOptions)}.
	 * @param options how to dump
	 * @return the dump and the container's spec as content
	 */
	List<Descriptor> checkpoint(CheckpointOptions options);

}
