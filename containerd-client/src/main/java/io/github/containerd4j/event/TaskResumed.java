package io.github.containerd4j.event;

/**
 * A frozen task runs again. Topic {@code /tasks/resumed}.
 *
 * @param containerId the container
 * @since 0.1.0
 */
public record TaskResumed(String containerId) implements TaskEvent {

}
