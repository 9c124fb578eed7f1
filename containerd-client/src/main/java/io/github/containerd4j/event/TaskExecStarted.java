package io.github.containerd4j.event;

/**
 * A further process of a task was started. Topic {@code /tasks/exec-started}.
 *
 * @param containerId the container
 * @param execId the process
 * @param pid the process on the daemon's host
 * @since 0.1.0
 */
public record TaskExecStarted(String containerId, String execId, int pid) implements TaskEvent {

}
