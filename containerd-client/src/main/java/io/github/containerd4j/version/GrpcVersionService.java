package io.github.containerd4j.version;

import java.time.Duration;

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
		return get(this.rpc.limits().request());
	}

	@Override
	public ContainerdVersion get(Duration timeout) {
		VersionResponse answer = this.rpc.call(VersionGrpc.getVersionMethod(), Empty.getDefaultInstance(), DAEMON,
				timeout);
		return new ContainerdVersion(answer.getVersion(), answer.getRevision());
	}

}
