package io.github.containerd4j.task;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.stdio.Stdio;

/**
 * A further process of a task.
 *
 * @param id the exec identifier, unique among the task's processes until it is deleted
 * @param process the process of the runtime spec, JSON of the type
 * {@link TypedValue#RUNTIME_PROCESS}; best made from the container's own by changing its
 * arguments
 * @param stdio the standard streams; their {@code terminal} counts, whatever the process
 * says
 * @since 0.1.0
 */
public record ExecSpec(String id, TypedValue process, Stdio stdio) {

	/**
	 * Checks the identifier.
	 * @param id the exec identifier
	 * @param process the process
	 * @param stdio the standard streams
	 * @throws InvalidArgumentException if the identifier is not valid
	 */
	public ExecSpec {
		Identifiers.require("exec id", id);
	}

	/**
	 * A process whose streams are {@code /dev/null}.
	 * @param id the exec identifier
	 * @param process the process
	 * @return the specification
	 * @throws InvalidArgumentException if the identifier is not valid
	 */
	public static ExecSpec of(String id, TypedValue process) {
		return new ExecSpec(id, process, Stdio.none());
	}

}
