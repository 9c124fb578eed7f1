package io.github.containerd4j.event;

/**
 * A task was started: its init process runs. Topic {@code /tasks/start}.
 *
 * @param containerId the container
 * @param pid the init process on the daemon's host
 * @since 0.1.0
 */
public record TaskStart(String containerId, int pid) implements TaskEvent {

}
