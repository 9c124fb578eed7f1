package io.github.containerd4j.sandbox;

import io.github.containerd4j.Identifiers;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.metric.CgroupMetrics;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerStartResponse;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerStatusResponse;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerWaitResponse;
import io.github.containerd4j.proto.types.Metric;
import io.github.containerd4j.proto.types.Sandbox;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Between the messages of the sandbox services and the records of the API.
 */
final class SandboxMapper {

	private SandboxMapper() {
	}

	static Subject subject(String id) {
		return Subject.of("sandbox", Identifiers.require("sandbox id", id));
	}

	static SandboxInfo toInfo(Sandbox sandbox) {
		return new SandboxInfo(sandbox.getSandboxId(), toRuntime(sandbox.getRuntime()),
				Protos.toTypedValue(sandbox.getSpec()), sandbox.getLabelsMap(),
				Protos.toTypedValues(sandbox.getExtensionsMap()), Protos.emptyToNull(sandbox.getSandboxer()),
				Protos.toInstant(sandbox.getCreatedAt()), Protos.toInstant(sandbox.getUpdatedAt()));
	}

	private static @Nullable RuntimeOptions toRuntime(Sandbox.Runtime runtime) {
		return runtime.getName().isEmpty() ? null
				: new RuntimeOptions(runtime.getName(), Protos.toTypedValue(runtime.getOptions()));
	}

	static Sandbox toProto(String id, SandboxUpdate update) {
		if (update.fields().isEmpty()) {
			// No fields would mean "replace everything".
			throw InvalidArgumentException.of("sandbox update", id, "it names no change");
		}
		return toProto(update.toInfo(id));
	}

	static Sandbox toProto(SandboxInfo info) {
		Sandbox.Builder sandbox = Sandbox.newBuilder()
			.setSandboxId(info.id())
			.putAllLabels(info.labels())
			.putAllExtensions(Protos.toAnys(info.extensions()));
		Protos.setIfPresent(info.spec(), (spec) -> sandbox.setSpec(Protos.toAny(spec)));
		Protos.setIfPresent(info.sandboxer(), sandbox::setSandboxer);
		// Daemons of 1.7 and 2.1 die of a sandbox without this message, even if no
		// runtime
		// is meant.
		sandbox.setRuntime(toProto(info.runtime()));
		return sandbox.build();
	}

	private static Sandbox.Runtime toProto(@Nullable RuntimeOptions runtime) {
		if (runtime == null) {
			return Sandbox.Runtime.getDefaultInstance();
		}
		Sandbox.Runtime.Builder proto = Sandbox.Runtime.newBuilder().setName(runtime.name());
		Protos.setIfPresent(runtime.options(), (options) -> proto.setOptions(Protos.toAny(options)));
		return proto.build();
	}

	static RunningSandbox toRunning(ControllerStartResponse answer) {
		return new RunningSandbox(answer.getSandboxId(), answer.getPid(), Protos.toInstant(answer.getCreatedAt()),
				answer.getLabelsMap(), Protos.emptyToNull(answer.getAddress()), answer.getVersion(),
				Protos.toTypedValue(answer.getSpec()));
	}

	static SandboxStatus toStatus(ControllerStatusResponse answer) {
		return new SandboxStatus(answer.getSandboxId(), answer.getPid(), answer.getState(), answer.getInfoMap(),
				Protos.toInstant(answer.getCreatedAt()), Protos.toInstant(answer.getExitedAt()),
				Protos.toTypedValue(answer.getExtra()), Protos.emptyToNull(answer.getAddress()), answer.getVersion());
	}

	static SandboxExit toExit(ControllerWaitResponse answer) {
		return new SandboxExit(answer.getExitStatus(), Protos.toInstant(answer.getExitedAt()));
	}

	static SandboxMetric toMetric(String id, Metric metric) {
		TypedValue data = Protos.toTypedValue(metric.getData());
		return new SandboxMetric(id, Protos.toInstant(metric.getTimestamp()), data, CgroupMetrics.decode(data));
	}

}
