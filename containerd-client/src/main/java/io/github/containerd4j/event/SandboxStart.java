package io.github.containerd4j.event;

/**
 * A sandbox was started. Topic {@code /sandboxes/start}, since containerd 2.0.
 *
 * @param sandboxId the sandbox
 * @since 0.1.0
 */
public record SandboxStart(String sandboxId) implements SandboxEvent {

}
