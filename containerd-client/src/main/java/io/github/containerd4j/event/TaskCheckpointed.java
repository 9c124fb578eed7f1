package io.github.containerd4j.event;

/**
 * A task was checkpointed. Topic {@code /tasks/checkpointed}; the shim of runc does not
 * send it.
 *
 * @param containerId the container
 * @param checkpoint the checkpoint
 * @since 0.1.0
 */
public record TaskCheckpointed(String containerId, String checkpoint) implements TaskEvent {

}
