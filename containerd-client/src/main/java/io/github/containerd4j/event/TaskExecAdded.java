package io.github.containerd4j.event;

/**
 * A further process was registered with a task and does not run yet. Topic {@code
 * /tasks/exec-added}.
 *
 * @param containerId the container
 * @param execId the process
 * @since 0.1.0
 */
public record TaskExecAdded(String containerId, String execId) implements TaskEvent {

}
