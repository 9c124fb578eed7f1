package io.github.containerd4j.container;

import java.util.function.Consumer;

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
		return new ContainerInfo(container.getId(), container.getLabelsMap(), emptyToNull(container.getImage()),
				toRuntime(container.getRuntime()), Protos.toTypedValue(container.getSpec()),
				emptyToNull(container.getSnapshotter()), emptyToNull(container.getSnapshotKey()),
				Protos.toTypedValues(container.getExtensionsMap()), emptyToNull(container.getSandbox()),
				Protos.toInstant(container.getCreatedAt()), Protos.toInstant(container.getUpdatedAt()));
	}

	private static @Nullable RuntimeOptions toRuntime(
			io.github.containerd4j.proto.services.containers.v1.Container.Runtime runtime) {
		return runtime.getName().isEmpty() ? null
				: new RuntimeOptions(runtime.getName(), Protos.toTypedValue(runtime.getOptions()));
	}

	static io.github.containerd4j.proto.services.containers.v1.Container toProto(ContainerInfo info) {
		Builder container = io.github.containerd4j.proto.services.containers.v1.Container.newBuilder()
			.setId(info.id())
			.putAllLabels(info.labels())
			.putAllExtensions(Protos.toAnys(info.extensions()));
		set(info.image(), container::setImage);
		set(info.snapshotter(), container::setSnapshotter);
		set(info.snapshotKey(), container::setSnapshotKey);
		set(info.sandbox(), container::setSandbox);
		setSpec(container, info.spec());
		RuntimeOptions runtime = info.runtime();
		if (runtime != null) {
			container.getRuntimeBuilder().setName(runtime.name());
			TypedValue options = runtime.options();
			if (options != null) {
				container.getRuntimeBuilder().setOptions(Protos.toAny(options));
			}
		}
		return container.build();
	}

	static io.github.containerd4j.proto.services.containers.v1.Container toProto(String id, ContainerUpdate update) {
		Builder container = io.github.containerd4j.proto.services.containers.v1.Container.newBuilder()
			.setId(id)
			.putAllLabels(update.labels())
			.putAllExtensions(Protos.toAnys(update.extensions()));
		set(update.image(), container::setImage);
		set(update.snapshotKey(), container::setSnapshotKey);
		setSpec(container, update.spec());
		return container.build();
	}

	private static void setSpec(Builder container, @Nullable TypedValue spec) {
		if (spec != null) {
			container.setSpec(Protos.toAny(spec));
		}
	}

	private static void set(@Nullable String value, Consumer<String> setter) {
		if (value != null) {
			setter.accept(value);
		}
	}

	private static @Nullable String emptyToNull(String value) {
		return value.isEmpty() ? null : value;
	}

}
