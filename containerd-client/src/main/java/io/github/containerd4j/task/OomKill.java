package io.github.containerd4j.task;

/**
 * Whether the kernel ended a process because its container had used up its memory. The
 * kernel counts its kills for each cgroup and does not tell whom it chose, under cgroup
 * v1 ({@code memory.oom_control}) as under v2 ({@code memory.events}); so only "no" is
 * ever sure. The event of containerd is no better: under v1 it tells that memory ran out,
 * also when nobody was killed, and it may come after the exit.
 *
 * @since 0.1.0
 */
public enum OomKill {

	/**
	 * Sure: the process was not ended by {@link Signal#KILL}, or nothing in its container
	 * was ever killed for memory.
	 */
	NO,

	/**
	 * The process was ended by {@link Signal#KILL}, and at least one process of its
	 * container was killed for memory since the start of the task. It may have been
	 * another one.
	 */
	LIKELY,

	/**
	 * The process was ended by {@link Signal#KILL}, and the kernel's count was not asked
	 * or cannot be read: it goes away when the task is deleted, and a host may have no
	 * memory cgroup.
	 */
	UNKNOWN

}
