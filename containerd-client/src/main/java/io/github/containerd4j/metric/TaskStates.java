package io.github.containerd4j.metric;

/**
 * The number of tasks in a cgroup v1 by scheduler state. Many shims do not count them.
 *
 * @param sleeping tasks that sleep
 * @param running tasks that run or could
 * @param stopped tasks that were stopped
 * @param uninterruptible tasks that wait for a device
 * @param ioWait tasks that wait for input or output
 * @since 0.1.0
 */
public record TaskStates(long sleeping, long running, long stopped, long uninterruptible, long ioWait) {

}
