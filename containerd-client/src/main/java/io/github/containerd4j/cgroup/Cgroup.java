package io.github.containerd4j.cgroup;

import java.util.List;

import io.github.containerd4j.Namespace;

/**
 * The control group of a container's task: what the kernel limits and counts, by the
 * names of its files. It is that of the task that ran when this object was made. What is
 * set is lost with the task: a container's record and
 * {@link io.github.containerd4j.task.Task#update} know nothing of it.
 * <p>
 * Names differ between cgroup v1 and v2, see cgroups(7): {@code memory.limit_in_bytes}
 * and {@code memory.max}. With v1 each name is looked for in the hierarchy of its
 * controller, {@code memory} here, and those without one, such as {@code tasks}, in any.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface Cgroup {

	/**
	 * Which version of control groups limits the task.
	 * @return 2 if all is in the unified hierarchy, else 1
	 */
	int version();

	/**
	 * Reads the names of all files.
	 * @return the names, sorted
	 */
	List<String> list();

	/**
	 * Reads a file.
	 * @param name its name, such as {@code pids.max}
	 * @return what is in it, without the newline at its end
	 * @throws io.github.containerd4j.NotFoundException if there is no such file, or the
	 * task has ended
	 * @throws io.github.containerd4j.InvalidArgumentException if that can be no name
	 * @throws io.github.containerd4j.ContainerdException if the file cannot be read, as
	 * those that are only for writing
	 */
	String get(String name);

	/**
	 * Writes a file.
	 * @param name its name
	 * @param value the value, in the form that the kernel wants
	 * @throws io.github.containerd4j.NotFoundException if there is no such file, or the
	 * task has ended
	 * @throws io.github.containerd4j.InvalidArgumentException if that can be no name, or
	 * the kernel refuses the value
	 * @throws io.github.containerd4j.FailedPreconditionException if the kernel refuses it
	 * now, such as a limit below what is in use
	 * @throws io.github.containerd4j.PermissionDeniedException if this process may not
	 * write it
	 */
	void set(String name, String value);

	/**
	 * Finds the control group of a container's task.
	 * @param namespace where the container is
	 * @param containerId the container
	 * @return the control group
	 * @throws io.github.containerd4j.NotFoundException if there is no task
	 * @throws io.github.containerd4j.FailedPreconditionException if the task has ended or
	 * has no control group of its own, or the daemon is not on this machine
	 */
	static Cgroup of(Namespace namespace, String containerId) {
		return new TaskCgroup(namespace, containerId).find();
	}

}
