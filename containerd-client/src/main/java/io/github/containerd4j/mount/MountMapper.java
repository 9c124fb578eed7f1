package io.github.containerd4j.mount;

import java.util.Map;

import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.Protos;

/**
 * Between the messages of the mount service and the records of the API.
 */
final class MountMapper {

	private MountMapper() {
	}

	static ActivationInfo toInfo(io.github.containerd4j.proto.types.ActivationInfo info) {
		return new ActivationInfo(info.getName(), info.getActiveList().stream().map(MountMapper::toActive).toList(),
				CommonTypes.toMounts(info.getSystemList()), info.getLabelsMap());
	}

	private static ActiveMount toActive(io.github.containerd4j.proto.types.ActiveMount mount) {
		return new ActiveMount(CommonTypes.toMount(mount.getMount()), Protos.toInstant(mount.getMountedAt()),
				mount.getMountPoint(), mount.getDataMap());
	}

	static io.github.containerd4j.proto.types.ActivationInfo toProto(String name, Map<String, String> labels) {
		return io.github.containerd4j.proto.types.ActivationInfo.newBuilder()
			.setName(name)
			.putAllLabels(labels)
			.build();
	}

}
