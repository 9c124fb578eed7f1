package io.github.containerd4j.event;

import java.util.List;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.proto.events.ContainerCreate.Runtime;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

/**
 * The payloads about the records of containers.
 */
final class ContainerPayloads {

	private ContainerPayloads() {
	}

	static List<PayloadType<?, ?>> all() {
		return List.of(create(), update(), delete());
	}

	private static PayloadType<?, ?> create() {
		return PayloadType.of(ContainerCreate.class, io.github.containerd4j.proto.events.ContainerCreate.newBuilder(),
				ContainerPayloads::toCreate, ContainerPayloads::write);
	}

	private static PayloadType<?, ?> update() {
		return PayloadType
			.of(ContainerUpdate.class, io.github.containerd4j.proto.events.ContainerUpdate.newBuilder(),
					(message) -> new ContainerUpdate(message.getId(), Protos.emptyToNull(message.getImage()),
							message.getLabelsMap(), Protos.emptyToNull(message.getSnapshotKey())),
					(payload, message) -> {
						message.setId(payload.containerId()).putAllLabels(payload.labels());
						Protos.setIfPresent(payload.image(), message::setImage);
						Protos.setIfPresent(payload.snapshotKey(), message::setSnapshotKey);
					});
	}

	private static PayloadType<?, ?> delete() {
		return PayloadType.of(ContainerDelete.class, io.github.containerd4j.proto.events.ContainerDelete.newBuilder(),
				(message) -> new ContainerDelete(message.getId()),
				(payload, message) -> message.setId(payload.containerId()));
	}

	private static ContainerCreate toCreate(io.github.containerd4j.proto.events.ContainerCreate.Builder message) {
		return new ContainerCreate(message.getId(), Protos.emptyToNull(message.getImage()),
				toRuntime(message.getRuntime()));
	}

	private static @Nullable RuntimeOptions toRuntime(Runtime runtime) {
		return runtime.getName().isEmpty() ? null
				: new RuntimeOptions(runtime.getName(), Protos.toTypedValue(runtime.getOptions()));
	}

	private static void write(ContainerCreate payload,
			io.github.containerd4j.proto.events.ContainerCreate.Builder message) {
		message.setId(payload.containerId());
		Protos.setIfPresent(payload.image(), message::setImage);
		RuntimeOptions runtime = payload.runtime();
		if (runtime != null) {
			message.getRuntimeBuilder().setName(runtime.name());
			TypedValue options = runtime.options();
			if (options != null) {
				message.getRuntimeBuilder().setOptions(Protos.toAny(options));
			}
		}
	}

}
