package io.github.containerd4j.container;

import java.util.List;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.UserMapping;

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
		RuntimeOptions withProgram = spec.runtimeBinary()
			.map((program) -> with(chosen, runc(chosen).withBinaryName(program)))
			.orElse(chosen);
		return (withProgram.name().equals(RuntimeOptions.RUNC_V2)) ? withPipes(spec, withProgram) : withProgram;
	}

	// Root of a user namespace could not open its own standard streams again.
	private static RuntimeOptions withPipes(ContainerSpec spec, RuntimeOptions runtime) {
		long uid = root(spec.userMappings());
		long gid = root(spec.groupMappings());
		return (uid == 0 && gid == 0) ? runtime : with(runtime, runc(runtime).withIoOwner((int) uid, (int) gid));
	}

	private static long root(List<UserMapping> mappings) {
		return mappings.stream()
			.filter((mapping) -> mapping.containerId() == 0)
			.mapToLong(UserMapping::hostId)
			.findFirst()
			.orElse(0);
	}

	private static RuncOptions runc(RuntimeOptions runtime) {
		TypedValue options = runtime.options();
		return (options != null) ? RuncOptions.of(options) : RuncOptions.builder().build();
	}

	private static RuntimeOptions with(RuntimeOptions runtime, RuncOptions options) {
		return new RuntimeOptions(runtime.name(), options.toTypedValue());
	}

}
