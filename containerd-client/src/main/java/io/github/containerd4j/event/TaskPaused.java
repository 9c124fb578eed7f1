package io.github.containerd4j.event;

/**
 * A task was frozen. Topic {@code /tasks/paused}.
 *
 * @param containerId the container
 * @since 0.1.0
 */
public record TaskPaused(String containerId) implements TaskEvent {

}
