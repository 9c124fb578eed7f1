package io.github.containerd4j.event;

/**
 * A container's record was deleted; its task may run on. Topic {@code
 * /containers/delete}.
 *
 * @param containerId the container
 * @since 0.1.0
 */
public record ContainerDelete(String containerId) implements ContainerEvent {

}
