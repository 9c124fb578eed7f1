package io.github.containerd4j.snapshot;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.protobuf.FieldMask;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.proto.services.snapshots.v1.CleanupRequest;
import io.github.containerd4j.proto.services.snapshots.v1.CommitSnapshotRequest;
import io.github.containerd4j.proto.services.snapshots.v1.ListSnapshotsRequest;
import io.github.containerd4j.proto.services.snapshots.v1.ListSnapshotsResponse;
import io.github.containerd4j.proto.services.snapshots.v1.MountsRequest;
import io.github.containerd4j.proto.services.snapshots.v1.PrepareSnapshotRequest;
import io.github.containerd4j.proto.services.snapshots.v1.RemoveSnapshotRequest;
import io.github.containerd4j.proto.services.snapshots.v1.SnapshotsGrpc;
import io.github.containerd4j.proto.services.snapshots.v1.StatSnapshotRequest;
import io.github.containerd4j.proto.services.snapshots.v1.UpdateSnapshotRequest;
import io.github.containerd4j.proto.services.snapshots.v1.UsageRequest;
import io.github.containerd4j.proto.services.snapshots.v1.UsageResponse;
import io.github.containerd4j.proto.services.snapshots.v1.ViewSnapshotRequest;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.LabelMask;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import org.jspecify.annotations.Nullable;

final class GrpcSnapshotService implements SnapshotService {

	// A message has about 100 snapshots.
	private static final int WINDOW = 16;

	private final RpcClient rpc;

	private final String snapshotter;

	private final RebaseRequirement rebasing;

	GrpcSnapshotService(RpcClient rpc, String snapshotter) {
		this.rpc = rpc;
		this.snapshotter = checked("snapshotter", snapshotter);
		this.rebasing = new RebaseRequirement(rpc, snapshotter);
	}

	@Override
	public String snapshotter() {
		return this.snapshotter;
	}

	@Override
	public List<SnapshotInfo> list(Filter... filters) {
		return stream(filters).toList();
	}

	@Override
	public ResultStream<SnapshotInfo> stream(Filter... filters) {
		ListSnapshotsRequest request = ListSnapshotsRequest.newBuilder()
			.setSnapshotter(this.snapshotter)
			.addAllFilters(Filter.expressions(filters))
			.build();
		return this.rpc.stream(SnapshotsGrpc.getListMethod(), request, all(), WINDOW, GrpcSnapshotService::infos);
	}

	private static Iterator<SnapshotInfo> infos(ListSnapshotsResponse message) {
		return message.getInfoList().stream().map(SnapshotMapper::toInfo).iterator();
	}

	@Override
	public Optional<SnapshotInfo> find(String key) {
		try {
			return Optional.of(get(key));
		}
		catch (NotFoundException ex) {
			return Optional.empty();
		}
	}

	@Override
	public SnapshotInfo get(String key) {
		StatSnapshotRequest request = StatSnapshotRequest.newBuilder()
			.setSnapshotter(this.snapshotter)
			.setKey(checked(key))
			.build();
		return SnapshotMapper.toInfo(this.rpc.call(SnapshotsGrpc.getStatMethod(), request, subject(key)).getInfo());
	}

	@Override
	public List<Mount> prepare(String key, @Nullable String parent, Map<String, String> labels) {
		PrepareSnapshotRequest request = PrepareSnapshotRequest.newBuilder()
			.setSnapshotter(this.snapshotter)
			.setKey(checked(key))
			.setParent((parent != null) ? parent : "")
			.putAllLabels(Labels.require(labels))
			.build();
		return CommonTypes.toMounts(
				LeftDirectory.past(() -> this.rpc.callLong(SnapshotsGrpc.getPrepareMethod(), request, subject(key)))
					.getMountsList());
	}

	@Override
	public List<Mount> view(String key, @Nullable String parent, Map<String, String> labels) {
		ViewSnapshotRequest request = ViewSnapshotRequest.newBuilder()
			.setSnapshotter(this.snapshotter)
			.setKey(checked(key))
			.setParent((parent != null) ? parent : "")
			.putAllLabels(Labels.require(labels))
			.build();
		return CommonTypes
			.toMounts(LeftDirectory.past(() -> this.rpc.callLong(SnapshotsGrpc.getViewMethod(), request, subject(key)))
				.getMountsList());
	}

	@Override
	public List<Mount> mounts(String key) {
		MountsRequest request = MountsRequest.newBuilder()
			.setSnapshotter(this.snapshotter)
			.setKey(checked(key))
			.build();
		return CommonTypes
			.toMounts(this.rpc.call(SnapshotsGrpc.getMountsMethod(), request, subject(key)).getMountsList());
	}

	@Override
	public void commit(String name, String key, Map<String, String> labels) {
		this.rpc.callLong(SnapshotsGrpc.getCommitMethod(), commitment(name, key, labels).build(), subject(key));
	}

	@Override
	public void commitOnto(String name, String key, String parent, Map<String, String> labels) {
		CommitSnapshotRequest request = commitment(name, key, labels).setParent(checked("parent", parent)).build();
		this.rebasing.check(subject(key));
		this.rpc.callLong(SnapshotsGrpc.getCommitMethod(), request, subject(key));
	}

	private CommitSnapshotRequest.Builder commitment(String name, String key, Map<String, String> labels) {
		return CommitSnapshotRequest.newBuilder()
			.setSnapshotter(this.snapshotter)
			.setName(checked("snapshot name", name))
			.setKey(checked(key))
			.putAllLabels(Labels.require(labels));
	}

	@Override
	public void remove(String key) {
		RemoveSnapshotRequest request = RemoveSnapshotRequest.newBuilder()
			.setSnapshotter(this.snapshotter)
			.setKey(checked(key))
			.build();
		this.rpc.call(SnapshotsGrpc.getRemoveMethod(), request, subject(key));
	}

	@Override
	public SnapshotInfo setLabels(String key, Map<String, String> labels) {
		return update(key, labels, LabelMask.of(labels));
	}

	@Override
	public SnapshotInfo replaceLabels(String key, Map<String, String> labels) {
		return update(key, labels, LabelMask.all());
	}

	private SnapshotInfo update(String key, Map<String, String> labels, FieldMask mask) {
		UpdateSnapshotRequest request = UpdateSnapshotRequest.newBuilder()
			.setSnapshotter(this.snapshotter)
			.setInfo(SnapshotMapper.toProto(checked(key), Labels.require(labels)))
			.setUpdateMask(mask)
			.build();
		return SnapshotMapper.toInfo(this.rpc.call(SnapshotsGrpc.getUpdateMethod(), request, subject(key)).getInfo());
	}

	@Override
	public SnapshotUsage usage(String key) {
		UsageRequest request = UsageRequest.newBuilder().setSnapshotter(this.snapshotter).setKey(checked(key)).build();
		UsageResponse usage = this.rpc.callLong(SnapshotsGrpc.getUsageMethod(), request, subject(key));
		return new SnapshotUsage(usage.getInodes(), usage.getSize());
	}

	@Override
	public void cleanup() {
		CleanupRequest request = CleanupRequest.newBuilder().setSnapshotter(this.snapshotter).build();
		this.rpc.callLong(SnapshotsGrpc.getCleanupMethod(), request, all());
	}

	private Subject all() {
		return Subject.of("snapshotter", this.snapshotter);
	}

	private Subject subject(String key) {
		return Subject.of(this.snapshotter + " snapshot", key);
	}

	private static String checked(String key) {
		return checked("snapshot key", key);
	}

	private static String checked(String kind, String value) {
		if (value.isEmpty()) {
			throw InvalidArgumentException.of(kind, value, "it must not be empty");
		}
		return value;
	}

}
