package io.github.containerd4j.rpc;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which release of containerd brought what is not in 1.6.
 * <p>
 * Source: the {@code api/services} folder of containerd 1.6.20, 1.7.0, 2.0.11 and 2.2.7.
 */
final class ApiHistory {

	private static final Map<String, String> METHODS = Map.of(
			"containerd.services.introspection.v1.Introspection/PluginInfo", "2.0",
			"containerd.services.sandbox.v1.Controller/Metrics", "2.0",
			"containerd.services.sandbox.v1.Controller/Update", "2.0");

	private static final Map<String, String> SERVICES = Map.of("containerd.services.sandbox.v1.Store", "1.7",
			"containerd.services.sandbox.v1.Controller", "1.7", "containerd.services.streaming.v1.Streaming", "1.7",
			"containerd.services.transfer.v1.Transfer", "1.7", "containerd.services.mounts.v1.Mounts", "2.2");

	private ApiHistory() {
	}

	/**
	 * The first release that has a method.
	 * @param service the full name of the service
	 * @param fullMethod the full name of the method
	 * @return the version; {@code null} if 1.6 has it
	 */
	static @Nullable String since(@Nullable String service, String fullMethod) {
		String method = METHODS.get(fullMethod);
		if (method != null || service == null) {
			return method;
		}
		return SERVICES.get(service);
	}

}
