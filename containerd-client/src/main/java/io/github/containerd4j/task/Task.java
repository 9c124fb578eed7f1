package io.github.containerd4j.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;

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
	 * Sends a signal to all processes of the task. Succeeds also when none is left.
	 * @param signal the signal
	 */
	void killAll(Signal signal);

	/**
	 * Freezes all processes.
	 * @throws io.github.containerd4j.ContainerdException if the task is not running
	 */
	void pause();

	/**
	 * Thaws all processes.
	 * @throws io.github.containerd4j.ContainerdException if the task is not paused
	 */
	void resume();

	/**
	 * Adds a process. It is registered only; {@link Process#start()} runs it.
	 * @param spec the process
	 * @return the process
	 * @throws io.github.containerd4j.AlreadyExistsException if its identifier is taken
	 * @throws io.github.containerd4j.ContainerdException if the task is stopped or paused
	 */
	Process exec(ExecSpec spec);

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
