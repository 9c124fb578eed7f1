package io.github.containerd4j.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.host.PinnedNamespace;
import io.github.containerd4j.network.ContainerNetwork;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.SpecDocument;
import io.github.containerd4j.task.ProcessInfo;
import io.github.containerd4j.task.TaskStatus;

/**
 * The networks of containers, by what their records say.
 */
final class ContainerNetworks {

	private static final String NAMESPACES = "/linux/namespaces";

	private ContainerNetworks() {
	}

	static ContainerNetwork of(Namespace namespace, ContainerInfo info) {
		return namespace.network(info.id(), settings(info));
	}

	private static NetworkSettings settings(ContainerInfo info) {
		return NetworkSettings.find(info.extensions()).orElseGet(NetworkSettings::none);
	}

	/**
	 * Leads a container that shares another one's network to the task that the other one
	 * has now: the spec names a process, which is another one after each start, and may
	 * by now be of something else altogether.
	 */
	static void join(Namespace namespace, ContainerInfo info) {
		String other = settings(info).container();
		TypedValue value = info.spec();
		if (other == null || value == null) {
			return;
		}
		ProcessInfo process = namespace.tasks().get(other).info();
		if (process.status() == TaskStatus.STOPPED) {
			Failure failure = new Failure("share the network of", "container", other, namespace.name(),
					ErrorCode.FAILED_PRECONDITION);
			throw new FailedPreconditionException(failure.describe() + ": its task has ended", failure, null);
		}
		String path = path(namespace, other, process.pid());
		SpecDocument spec = SpecDocument.of(value);
		if (changed(spec, path)) {
			namespace.containers().update(info.id(), ContainerUpdate.create().spec(spec.toTypedValue(value.typeUrl())));
		}
	}

	// Where the network was connected here, its namespace has a file that is the next
	// task's too, and never one of a strange process.
	private static String path(Namespace namespace, String other, int pid) {
		Path own = Path.of("/proc/" + pid + "/ns/net");
		PinnedNamespace pinned = PinnedNamespace.at(namespace.network(other, NetworkSettings.none()).namespaceFile());
		return (pinned.is(own) ? pinned.file() : own).toString();
	}

	private static boolean changed(SpecDocument spec, String path) {
		List<Object> namespaces = spec.list(NAMESPACES);
		for (int i = 0; i < namespaces.size(); i++) {
			if (namespaces.get(i) instanceof Map<?, ?> entry && "network".equals(entry.get("type"))) {
				boolean other = !path.equals(entry.get("path"));
				spec.set(NAMESPACES + "/" + i + "/path", path);
				return other;
			}
		}
		return false;
	}

}
