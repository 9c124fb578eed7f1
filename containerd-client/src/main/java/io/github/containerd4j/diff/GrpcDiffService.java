package io.github.containerd4j.diff;

import java.time.Instant;
import java.util.List;

import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.proto.services.diff.v1.ApplyRequest;
import io.github.containerd4j.proto.services.diff.v1.DiffGrpc;
import io.github.containerd4j.proto.services.diff.v1.DiffRequest;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotService;
import org.jspecify.annotations.Nullable;

final class GrpcDiffService implements DiffService {

	private final RpcClient rpc;

	GrpcDiffService(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public Descriptor apply(Descriptor layer, List<Mount> mounts, ApplyOptions options) {
		ApplyRequest request = ApplyRequest.newBuilder()
			.setDiff(CommonTypes.toProto(layer))
			.addAllMounts(CommonTypes.toProtos(mounts))
			.setSyncFs(options.syncFileSystem())
			.putAllPayloads(Protos.toAnys(options.payloads()))
			.build();
		Subject subject = Subject.of("layer", layer.digest().toString());
		return CommonTypes.toDescriptor(this.rpc.callLong(DiffGrpc.getApplyMethod(), request, subject).getApplied());
	}

	@Override
	public Descriptor diff(List<Mount> left, List<Mount> right, DiffOptions options) {
		DiffRequest.Builder request = DiffRequest.newBuilder()
			.addAllLeft(CommonTypes.toProtos(left))
			.addAllRight(CommonTypes.toProtos(right))
			.putAllLabels(options.labels());
		String mediaType = options.mediaType();
		if (mediaType != null) {
			request.setMediaType(mediaType);
		}
		String ref = options.ref();
		if (ref != null) {
			request.setRef(ref);
		}
		Instant epoch = options.sourceDateEpoch();
		if (epoch != null) {
			request.setSourceDateEpoch(Protos.toTimestamp(epoch));
		}
		Subject subject = new Subject("layer", ref);
		return CommonTypes
			.toDescriptor(this.rpc.callLong(DiffGrpc.getDiffMethod(), request.build(), subject).getDiff());
	}

	@Override
	public Descriptor diffToParent(String snapshotter, String snapshot, DiffOptions options) {
		String parent = SnapshotService.over(this.rpc, snapshotter).get(snapshot).parent();
		return diff(snapshotter, parent, snapshot, options);
	}

	@Override
	public Descriptor diff(String snapshotter, @Nullable String before, String after, DiffOptions options) {
		try (SnapshotViews views = new SnapshotViews(this.rpc, snapshotter)) {
			return diff(views.of(before), views.of(after), options);
		}
	}

}
