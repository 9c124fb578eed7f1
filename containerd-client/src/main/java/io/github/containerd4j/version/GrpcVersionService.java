package io.github.containerd4j.version;

import com.google.protobuf.Empty;
import io.github.containerd4j.proto.services.version.v1.VersionGrpc;
import io.github.containerd4j.proto.services.version.v1.VersionResponse;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

final class GrpcVersionService implements VersionService {

	private static final Subject DAEMON = Subject.of("daemon");

	private final RpcClient rpc;

	GrpcVersionService(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public ContainerdVersion get() {
		VersionResponse answer = this.rpc.call(VersionGrpc.getVersionMethod(), Empty.getDefaultInstance(), DAEMON);
		return new ContainerdVersion(answer.getVersion(), answer.getRevision());
	}

}
