package io.github.containerd4j.container;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.services.containers.v1.Container.Builder;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

/**
 * Between the container of the wire and that of the API.
 */
final class ContainerMapper {

	private ContainerMapper() {
	}

	static ContainerInfo toInfo(io.github.containerd4j.proto.services.containers.v1.Container container) {
		return new ContainerInfo(container.getId(), container.getLabelsMap(), Protos.emptyToNull(container.getImage()),
				toRuntime(container.getRuntime()), Protos.toTypedValue(container.getSpec()),
				Protos.emptyToNull(container.getSnapshotter()), Protos.emptyToNull(container.getSnapshotKey()),
				Protos.toTypedValues(container.getExtensionsMap()), Protos.emptyToNull(container.getSandbox()),
				Protos.toInstant(container.getCreatedAt()), Protos.toInstant(container.getUpdatedAt()));
	}

	private static @Nullable RuntimeOptions toRuntime(
			io.github.containerd4j.proto.services.containers.v1.Container.Runtime runtime) {
		return runtime.getName().isEmpty() ? null
				: new RuntimeOptions(runtime.getName(), Protos.toTypedValue(runtime.getOptions()));
	}

	static io.github.containerd4j.proto.services.containers.v1.Container toProto(ContainerInfo info,
			RuntimeOptions defaultRuntime) {
		Builder container = io.github.containerd4j.proto.services.containers.v1.Container.newBuilder()
			.setId(info.id())
			.putAllLabels(info.labels())
			.putAllExtensions(Protos.toAnys(info.extensions()));
		Protos.setIfPresent(info.image(), container::setImage);
		Protos.setIfPresent(info.snapshotter(), container::setSnapshotter);
		Protos.setIfPresent(info.snapshotKey(), container::setSnapshotKey);
		Protos.setIfPresent(info.sandbox(), container::setSandbox);
		setSpec(container, info.spec());
		RuntimeOptions runtime = (info.runtime() != null) ? info.runtime() : defaultRuntime;
		container.getRuntimeBuilder().setName(runtime.name());
		TypedValue options = runtime.options();
		if (options != null) {
			container.getRuntimeBuilder().setOptions(Protos.toAny(options));
		}
		return container.build();
	}

	static io.github.containerd4j.proto.services.containers.v1.Container toProto(String id, ContainerUpdate update) {
		Builder container = io.github.containerd4j.proto.services.containers.v1.Container.newBuilder()
			.setId(id)
			.putAllLabels(update.labels())
			.putAllExtensions(Protos.toAnys(update.extensions()));
		Protos.setIfPresent(update.image(), container::setImage);
		Protos.setIfPresent(update.snapshotKey(), container::setSnapshotKey);
		setSpec(container, update.spec());
		return container.build();
	}

	private static void setSpec(Builder container, @Nullable TypedValue spec) {
		if (spec != null) {
			container.setSpec(Protos.toAny(spec));
		}
	}

}
