package io.github.containerd4j.event;

/**
 * A sandbox was created. Topic {@code /sandboxes/create}, since containerd 2.0.
 *
 * @param sandboxId the sandbox
 * @since 0.1.0
 */
public record SandboxCreate(String sandboxId) implements SandboxEvent {

}
