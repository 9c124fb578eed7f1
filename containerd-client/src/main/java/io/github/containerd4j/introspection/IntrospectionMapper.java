package io.github.containerd4j.introspection;

import java.util.HashSet;
import java.util.List;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.proto.services.introspection.v1.DeprecationWarning;
import io.github.containerd4j.proto.services.introspection.v1.ServerResponse;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

/**
 * Between introspection's messages and the records of the API.
 */
final class IntrospectionMapper {

	private IntrospectionMapper() {
	}

	static Plugin toPlugin(io.github.containerd4j.proto.services.introspection.v1.Plugin plugin) {
		List<Platform> platforms = plugin.getPlatformsList().stream().map(CommonTypes::toPlatform).toList();
		return new Plugin(plugin.getType(), plugin.getId(), plugin.getRequiresList(), platforms, plugin.getExportsMap(),
				new HashSet<>(plugin.getCapabilitiesList()), initError(plugin));
	}

	private static @Nullable String initError(io.github.containerd4j.proto.services.introspection.v1.Plugin plugin) {
		return plugin.hasInitErr() ? plugin.getInitErr().getMessage() : null;
	}

	static ServerInfo toServer(ServerResponse server) {
		return new ServerInfo(server.getUuid(), server.getPid(), server.getPidns(),
				server.getDeprecationsList().stream().map(IntrospectionMapper::toDeprecation).toList());
	}

	private static Deprecation toDeprecation(DeprecationWarning warning) {
		return new Deprecation(warning.getId(), warning.getMessage(), Protos.toInstant(warning.getLastOccurrence()));
	}

	static RuntimeInfo toRuntime(TypedValue answer) {
		var runtime = Protos.unpack(answer, io.github.containerd4j.proto.types.RuntimeInfo.parser());
		return new RuntimeInfo(runtime.getName(), runtime.getVersion().getVersion(), runtime.getVersion().getRevision(),
				Protos.toTypedValue(runtime.getOptions()), Protos.toTypedValue(runtime.getFeatures()),
				runtime.getAnnotationsMap());
	}

}
