package io.github.containerd4j.spring.metrics;

import java.util.Map;
import java.util.function.ToLongFunction;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.network.InterfaceCounters;
import io.github.containerd4j.spec.SpecDocument;
import org.jspecify.annotations.Nullable;

/**
 * What went through the interfaces of a container. Its own kernel tells: shims do so only
 * since containerd 2.2, and with the second version of control groups.
 *
 * @param received bytes that came in
 * @param sent bytes that went out
 */
record Traffic(long received, long sent) {

	private static final String LOOPBACK = "lo";

	/**
	 * Reads the traffic of a container on this machine.
	 * @param container the container
	 * @return the traffic; {@code null} if it does not run, or has the network of the
	 * machine
	 */
	static @Nullable Traffic of(Container container) {
		Map<String, InterfaceCounters> counters = hasNetwork(container.info().spec()) ? container.network().counters()
				: Map.of();
		return counters.isEmpty() ? null : new Traffic(sum(counters, InterfaceCounters::receivedBytes),
				sum(counters, InterfaceCounters::sentBytes));
	}

	private static boolean hasNetwork(@Nullable TypedValue spec) {
		return spec != null && spec.typeUrl().endsWith(TypedValue.RUNTIME_SPEC)
				&& SpecDocument.of(spec)
					.list("/linux/namespaces")
					.stream()
					.anyMatch((namespace) -> namespace instanceof Map<?, ?> map && "network".equals(map.get("type")));
	}

	private static long sum(Map<String, InterfaceCounters> counters, ToLongFunction<InterfaceCounters> value) {
		return counters.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().equals(LOOPBACK))
			.map(Map.Entry::getValue)
			.mapToLong(value)
			.sum();
	}

}
