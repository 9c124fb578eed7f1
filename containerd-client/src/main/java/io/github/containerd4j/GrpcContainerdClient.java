package io.github.containerd4j;

import java.time.Duration;

import io.grpc.Channel;
import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.event.EventService;
import io.github.containerd4j.introspection.Capabilities;
import io.github.containerd4j.introspection.IntrospectionService;
import io.github.containerd4j.namespace.NamespaceService;
import io.github.containerd4j.proto.health.v1.HealthCheckRequest;
import io.github.containerd4j.proto.health.v1.HealthGrpc;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import io.github.containerd4j.rpc.TimeLimits;
import io.github.containerd4j.version.VersionService;

final class GrpcContainerdClient implements ContainerdClient {

	private static final Subject DAEMON = Subject.of("daemon");

	private final RpcClient rpc;

	private final NamespaceDefaults defaults;

	private final SharedState shared;

	GrpcContainerdClient(RpcClient rpc, NamespaceDefaults defaults) {
		this(rpc, defaults, SharedState.of(rpc, defaults));
	}

	private GrpcContainerdClient(RpcClient rpc, NamespaceDefaults defaults, SharedState shared) {
		this.rpc = rpc;
		this.defaults = defaults;
		this.shared = shared;
	}

	@Override
	public ContainerdAddress address() {
		return this.rpc.connection().address();
	}

	@Override
	public Namespace namespace(String name) {
		return new GrpcNamespace(name, this.rpc, this.defaults, this.shared);
	}

	@Override
	public NamespaceService namespaces() {
		return NamespaceService.over(this.rpc);
	}

	@Override
	public VersionService version() {
		return VersionService.over(this.rpc);
	}

	@Override
	public IntrospectionService introspection() {
		return IntrospectionService.over(this.rpc);
	}

	@Override
	public Capabilities capabilities() {
		return this.shared.capabilities().get();
	}

	@Override
	public EventService events() {
		return EventService.over(this.rpc);
	}

	@Override
	public ServingStatus servingStatus(Duration timeout) {
		HealthCheckRequest request = HealthCheckRequest.getDefaultInstance();
		return switch (this.rpc.call(HealthGrpc.getCheckMethod(), request, DAEMON, timeout).getStatus()) {
			case SERVING -> ServingStatus.SERVING;
			case NOT_SERVING -> ServingStatus.NOT_SERVING;
			case UNKNOWN, SERVICE_UNKNOWN, UNRECOGNIZED -> ServingStatus.UNKNOWN;
		};
	}

	@Override
	public ContainerdClient withTimeout(Duration timeout) {
		return new GrpcContainerdClient(this.rpc.withLimits(TimeLimits.of(timeout)), this.defaults, this.shared);
	}

	@Override
	public Channel channel() {
		return this.rpc.channel();
	}

	@Override
	public void close() {
		this.rpc.connection().close();
	}

	@Override
	public String toString() {
		return "ContainerdClient[" + address() + "]";
	}

}
