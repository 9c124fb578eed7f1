package io.github.containerd4j.snapshot;

import java.util.Map;

import io.github.containerd4j.proto.services.snapshots.v1.Info;
import io.github.containerd4j.proto.services.snapshots.v1.Kind;
import io.github.containerd4j.rpc.Protos;

/**
 * Between the messages of the snapshot service and the records of the API.
 */
final class SnapshotMapper {

	private SnapshotMapper() {
	}

	static SnapshotInfo toInfo(Info info) {
		return new SnapshotInfo(info.getName(), info.getParent().isEmpty() ? null : info.getParent(),
				toKind(info.getKind()), info.getLabelsMap(), Protos.toInstant(info.getCreatedAt()),
				Protos.toInstant(info.getUpdatedAt()));
	}

	private static SnapshotKind toKind(Kind kind) {
		return switch (kind) {
			case VIEW -> SnapshotKind.VIEW;
			case ACTIVE -> SnapshotKind.ACTIVE;
			case COMMITTED -> SnapshotKind.COMMITTED;
			case UNKNOWN, UNRECOGNIZED -> SnapshotKind.UNKNOWN;
		};
	}

	static Info toProto(String key, Map<String, String> labels) {
		return Info.newBuilder().setName(key).putAllLabels(labels).build();
	}

}
