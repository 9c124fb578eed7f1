package io.github.containerd4j.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.event.StateListing.ListedContainer;
import io.github.containerd4j.event.StateListing.NamespaceListing;
import io.github.containerd4j.namespace.NamespaceInfo;
import io.github.containerd4j.namespace.NamespaceService;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.task.ProcessInfo;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists what resync compares.
 */
final class StateReader {

	private static final Logger logger = LoggerFactory.getLogger(StateReader.class);

	private final RpcClient rpc;

	private final List<String> wanted;

	/**
	 * Makes a reader.
	 * @param rpc makes the calls
	 * @param wanted the namespaces to look at; empty for all
	 */
	StateReader(RpcClient rpc, List<String> wanted) {
		this.rpc = rpc;
		this.wanted = wanted;
	}

	/**
	 * Lists everything. A namespace in which that fails, as it does when a shim hangs,
	 * does not keep the others from being compared.
	 * @return what there is
	 * @throws ContainerdException if the daemon cannot be asked
	 */
	StateListing read() {
		Map<String, @Nullable NamespaceListing> namespaces = new LinkedHashMap<>();
		for (NamespaceInfo namespace : NamespaceService.over(this.rpc).list()) {
			if (this.wanted.isEmpty() || this.wanted.contains(namespace.name())) {
				namespaces.put(namespace.name(), read(namespace));
			}
		}
		return new StateListing(namespaces);
	}

	private @Nullable NamespaceListing read(NamespaceInfo namespace) {
		RpcClient inside = this.rpc.inNamespace(namespace.name());
		try {
			return new NamespaceListing(namespace.labels(), containers(inside), tasks(inside));
		}
		catch (ContainerdException ex) {
			if (ex.code() == ErrorCode.UNAVAILABLE || ex.code() == ErrorCode.CANCELLED) {
				throw ex;
			}
			logger.warn("The namespace {} cannot be compared until the next gap", namespace.name(), ex);
			return null;
		}
	}

	private static List<ListedContainer> containers(RpcClient rpc) {
		List<ListedContainer> containers = new ArrayList<>();
		try (ResultStream<Container> stream = ContainerService.over(rpc).stream()) {
			stream.forEachRemaining((container) -> containers.add(toListed(container.info())));
		}
		return containers;
	}

	private static ListedContainer toListed(ContainerInfo info) {
		return new ListedContainer(info.id(), info.image(), info.runtime(), info.labels(), info.snapshotKey(),
				orEpoch(info.createdAt()), orEpoch(info.updatedAt()));
	}

	private static Instant orEpoch(@Nullable Instant instant) {
		return (instant != null) ? instant : Instant.EPOCH;
	}

	private static List<ProcessInfo> tasks(RpcClient rpc) {
		return TaskService.over(rpc).list().stream().map(Task::info).toList();
	}

}
