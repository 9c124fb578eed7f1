package io.github.containerd4j.introspection;

import java.util.List;

import io.github.containerd4j.Filter;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/**
 * Asks what the daemon consists of. Fields for filters are {@code type} and {@code id}.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface IntrospectionService {

	/**
	 * The plugins that the daemon was built with, those that failed or were skipped too.
	 * @param filters alternatives; none for all plugins
	 * @return the plugins in the order of their start
	 */
	List<Plugin> plugins(Filter... filters);

	/**
	 * Who the daemon is.
	 * @return the daemon's identity
	 */
	ServerInfo server();

	/**
	 * Asks one plugin about itself, since containerd 2.0.
	 * @param type the plugin's type
	 * @param id its name
	 * @param options the question, in a type that the plugin understands; {@code null}
	 * for none
	 * @return the plugin and its answer
	 * @throws io.github.containerd4j.NotFoundException if there is no such plugin
	 * @throws io.github.containerd4j.UnimplementedException if the daemon is older
	 */
	PluginDetails pluginInfo(String type, String id, @Nullable TypedValue options);

	/**
	 * Asks a runtime about itself, since containerd 2.0. The daemon runs the shim once to
	 * find out.
	 * @param runtime the runtime's name or the absolute path of a shim on the daemon's
	 * host, and options as a container of it would have them
	 * @return the runtime's answer
	 * @throws io.github.containerd4j.UnimplementedException if the daemon is older
	 * @throws io.github.containerd4j.ContainerdException if there is no such runtime, or
	 * if it does not answer
	 */
	RuntimeInfo runtimeInfo(RuntimeOptions runtime);

	/**
	 * Makes the service.
	 * @param rpc makes the calls; its namespace is not used
	 * @return the service
	 */
	static IntrospectionService over(RpcClient rpc) {
		return new GrpcIntrospectionService(rpc);
	}

}
