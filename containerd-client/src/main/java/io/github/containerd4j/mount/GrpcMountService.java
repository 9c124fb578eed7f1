package io.github.containerd4j.mount;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.protobuf.FieldMask;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.proto.services.mounts.v1.ActivateRequest;
import io.github.containerd4j.proto.services.mounts.v1.DeactivateRequest;
import io.github.containerd4j.proto.services.mounts.v1.InfoRequest;
import io.github.containerd4j.proto.services.mounts.v1.ListMessage;
import io.github.containerd4j.proto.services.mounts.v1.ListRequest;
import io.github.containerd4j.proto.services.mounts.v1.MountsGrpc;
import io.github.containerd4j.proto.services.mounts.v1.UpdateRequest;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.LabelMask;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import io.github.containerd4j.snapshot.Mount;

final class GrpcMountService implements MountService {

	private static final Subject ALL = Subject.of("activations");

	private static final int WINDOW = 256;

	private final RpcClient rpc;

	GrpcMountService(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public ActivationInfo activate(String name, List<Mount> mounts, ActivateOptions options) {
		ActivateRequest request = ActivateRequest.newBuilder()
			.setName(checked(name))
			.addAllMounts(CommonTypes.toProtos(mounts))
			.putAllLabels(options.labels())
			.setTemporary(options.temporary())
			.build();
		return MountMapper.toInfo(this.rpc.callLong(MountsGrpc.getActivateMethod(), request, subject(name)).getInfo());
	}

	@Override
	public void deactivate(String name) {
		DeactivateRequest request = DeactivateRequest.newBuilder().setName(checked(name)).build();
		this.rpc.callLong(MountsGrpc.getDeactivateMethod(), request, subject(name));
	}

	@Override
	public Optional<ActivationInfo> find(String name) {
		try {
			return Optional.of(get(name));
		}
		catch (NotFoundException ex) {
			return Optional.empty();
		}
	}

	@Override
	public ActivationInfo get(String name) {
		InfoRequest request = InfoRequest.newBuilder().setName(checked(name)).build();
		return MountMapper.toInfo(this.rpc.call(MountsGrpc.getInfoMethod(), request, subject(name)).getInfo());
	}

	@Override
	public ActivationInfo setLabels(String name, Map<String, String> labels) {
		return update(name, labels, LabelMask.of(labels));
	}

	@Override
	public ActivationInfo replaceLabels(String name, Map<String, String> labels) {
		return update(name, labels, LabelMask.all());
	}

	private ActivationInfo update(String name, Map<String, String> labels, FieldMask mask) {
		UpdateRequest request = UpdateRequest.newBuilder()
			.setInfo(MountMapper.toProto(checked(name), Labels.require(labels)))
			.setUpdateMask(mask)
			.build();
		return MountMapper.toInfo(this.rpc.call(MountsGrpc.getUpdateMethod(), request, subject(name)).getInfo());
	}

	@Override
	public List<ActivationInfo> list() {
		return stream().toList();
	}

	@Override
	public ResultStream<ActivationInfo> stream() {
		return this.rpc.stream(MountsGrpc.getListMethod(), ListRequest.getDefaultInstance(), ALL, WINDOW,
				GrpcMountService::info);
	}

	private static Iterator<ActivationInfo> info(ListMessage message) {
		return List.of(MountMapper.toInfo(message.getInfo())).iterator();
	}

	private static String checked(String name) {
		if (name.isEmpty()) {
			throw InvalidArgumentException.of("activation name", name, "it must not be empty");
		}
		return name;
	}

	private static Subject subject(String name) {
		return Subject.of("activation", name);
	}

}
