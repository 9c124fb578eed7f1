package io.github.containerd4j.event;

/**
 * Something happened to a sandbox.
 *
 * @since 0.1.0
 */
public sealed interface SandboxEvent extends EventPayload permits SandboxCreate, SandboxStart, SandboxExit {

	/**
	 * The sandbox.
	 * @return the sandbox
	 */
	String sandboxId();

}
