package io.github.containerd4j.event;

/**
 * A task ran out of the memory that its cgroup allows. Topic {@code /tasks/oom}.
 *
 * @param containerId the container
 * @since 0.1.0
 */
public record TaskOom(String containerId) implements TaskEvent {

}
