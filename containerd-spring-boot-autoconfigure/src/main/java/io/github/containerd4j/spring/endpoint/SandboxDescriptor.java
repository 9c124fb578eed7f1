package io.github.containerd4j.spring.endpoint;

import java.time.Instant;
import java.util.Map;

import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.sandbox.SandboxInfo;
import org.jspecify.annotations.Nullable;

/**
 * One sandbox.
 *
 * @param id the identifier
 * @param runtime the name of the runtime; {@code null} if none is recorded
 * @param sandboxer the controller that runs it; {@code null} before containerd 2.0
 * @param labels the labels, with values that look like secrets masked
 * @param createdAt when the record was created
 * @param updatedAt when the record was last changed
 * @since 0.1.0
 */
public record SandboxDescriptor(String id, @Nullable String runtime, @Nullable String sandboxer,
		Map<String, String> labels, @Nullable Instant createdAt, @Nullable Instant updatedAt) {

	static SandboxDescriptor of(SandboxInfo sandbox, ValueMask mask) {
		RuntimeOptions runtime = sandbox.runtime();
		return new SandboxDescriptor(sandbox.id(), (runtime != null) ? runtime.name() : null, sandbox.sandboxer(),
				mask.labels(sandbox.labels()), sandbox.createdAt(), sandbox.updatedAt());
	}

}
