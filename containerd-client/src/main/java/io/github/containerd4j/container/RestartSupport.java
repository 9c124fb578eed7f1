package io.github.containerd4j.container;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.RestartPolicy;
import io.github.containerd4j.spec.RestartPolicy.Mode;

/**
 * Whether the daemon knows a restart policy. It would take one that it does not know for
 * {@code always}.
 */
final class RestartSupport {

	private RestartSupport() {
	}

	static void require(Namespace namespace, ContainerSpec spec) {
		spec.restartPolicy()
			.filter((policy) -> policy.mode() != Mode.NO && !isKnown(namespace, policy))
			.ifPresent((policy) -> {
				Failure failure = new Failure("Containers.Create", "container", spec.id(), namespace.name(),
						ErrorCode.UNIMPLEMENTED);
				throw new UnimplementedException(failure.describe() + ": the restart policy " + policy
						+ " needs containerd 1.7, this daemon knows "
						+ namespace.capabilities().restartPolicies().stream().sorted().toList(), failure, null);
			});
	}

	private static boolean isKnown(Namespace namespace, RestartPolicy policy) {
		String name = policy.toString().split(":", 2)[0];
		return namespace.capabilities().restartPolicies().contains(name);
	}

}
