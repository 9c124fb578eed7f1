package io.github.containerd4j.container;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.spec.ContainerSpec;
import org.jspecify.annotations.Nullable;

/**
 * The runtime of a new container.
 */
final class ContainerRuntime {

	private ContainerRuntime() {
	}

	static RuntimeOptions of(ContainerSpec spec, RuntimeOptions defaultRuntime) {
		RuntimeOptions chosen = spec.runtime()
			.map((name) -> new RuntimeOptions(name, spec.runtimeOptions().orElse(null)))
			.orElse(defaultRuntime);
		return spec.runtimeBinary()
			.map((program) -> new RuntimeOptions(chosen.name(), with(chosen.options(), program)))
			.orElse(chosen);
	}

	private static TypedValue with(@Nullable TypedValue options, String program) {
		RuncOptions runc = (options != null) ? RuncOptions.of(options) : RuncOptions.builder().build();
		return runc.withBinaryName(program).toTypedValue();
	}

}
