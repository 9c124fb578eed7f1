package io.github.containerd4j.introspection;

import java.util.List;

import com.google.protobuf.Empty;
import io.github.containerd4j.Filter;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.proto.services.introspection.v1.IntrospectionGrpc;
import io.github.containerd4j.proto.services.introspection.v1.PluginInfoRequest;
import io.github.containerd4j.proto.services.introspection.v1.PluginInfoResponse;
import io.github.containerd4j.proto.services.introspection.v1.PluginsRequest;
import io.github.containerd4j.proto.types.RuntimeRequest;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import org.jspecify.annotations.Nullable;

final class GrpcIntrospectionService implements IntrospectionService {

	private static final Subject DAEMON = Subject.of("daemon");

	private static final Subject PLUGINS = Subject.of("plugins");

	// The plugin that starts shims answers for all runtimes.
	private static final String RUNTIME_TYPE = "io.containerd.runtime.v2";

	private static final String RUNTIME_ID = "task";

	private static final TypedValue NO_ANSWER = Protos
		.pack(io.github.containerd4j.proto.types.RuntimeInfo.getDefaultInstance());

	private final RpcClient rpc;

	GrpcIntrospectionService(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public List<Plugin> plugins(Filter... filters) {
		PluginsRequest request = PluginsRequest.newBuilder().addAllFilters(Filter.expressions(filters)).build();
		return this.rpc.call(IntrospectionGrpc.getPluginsMethod(), request, PLUGINS)
			.getPluginsList()
			.stream()
			.map(IntrospectionMapper::toPlugin)
			.toList();
	}

	@Override
	public ServerInfo server() {
		return IntrospectionMapper
			.toServer(this.rpc.call(IntrospectionGrpc.getServerMethod(), Empty.getDefaultInstance(), DAEMON));
	}

	@Override
	public PluginDetails pluginInfo(String type, String id, @Nullable TypedValue options) {
		PluginInfoResponse answer = ask(type, id, options, Subject.of("plugin", type + "." + id));
		return new PluginDetails(IntrospectionMapper.toPlugin(answer.getPlugin()),
				Protos.toTypedValue(answer.getExtra()));
	}

	@Override
	public RuntimeInfo runtimeInfo(RuntimeOptions runtime) {
		RuntimeRequest.Builder question = RuntimeRequest.newBuilder().setRuntimePath(runtime.name());
		Protos.setIfPresent(runtime.options(), (options) -> question.setOptions(Protos.toAny(options)));
		PluginInfoResponse answer = ask(RUNTIME_TYPE, RUNTIME_ID, Protos.pack(question.build()),
				Subject.of("runtime", runtime.name()));
		TypedValue extra = Protos.toTypedValue(answer.getExtra());
		return IntrospectionMapper.toRuntime((extra != null) ? extra : NO_ANSWER);
	}

	private PluginInfoResponse ask(String type, String id, @Nullable TypedValue options, Subject subject) {
		PluginInfoRequest.Builder request = PluginInfoRequest.newBuilder().setType(type).setId(id);
		Protos.setIfPresent(options, (value) -> request.setOptions(Protos.toAny(value)));
		return this.rpc.call(IntrospectionGrpc.getPluginInfoMethod(), request.build(), subject);
	}

}
