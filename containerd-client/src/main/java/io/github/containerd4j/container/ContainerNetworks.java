package io.github.containerd4j.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.host.PinnedNamespace;
import io.github.containerd4j.network.ContainerNetwork;
import io.github.containerd4j.network.NetworkMode;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.RestartPolicy.Mode;
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

	static NetworkSettings settings(ContainerInfo info) {
		return NetworkSettings.find(info.extensions()).orElseGet(NetworkSettings::none);
	}

	/**
	 * Leads a container that shares another one's network to the task that the other one
	 * has now: the spec names a process, which is another one after each start, and may
	 * by now be of something else altogether.
	 */
	private static void join(Namespace namespace, ContainerInfo info) {
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

	/**
	 * Whether a container shall keep its network from its creation to its deletion.
	 * Whoever starts it besides us, such as the restart monitor, connects nothing.
	 */
	static boolean keeps(ContainerSpec spec) {
		boolean cni = spec.network().filter((settings) -> settings.mode() == NetworkMode.CNI).isPresent();
		boolean restarted = spec.restartPolicy().filter((policy) -> policy.mode() != Mode.NO).isPresent();
		if (!cni || !(restarted || spec.isNetworkKept())) {
			return false;
		}
		if (!spec.userMappings().isEmpty()) {
			throw InvalidArgumentException.of("container", spec.id(),
					"a network that is kept, as a restart policy needs it, belongs to the users of the host, so it "
							+ "does not go with a user namespace");
		}
		return true;
	}

	/**
	 * Lets tasks join the network that is kept.
	 */
	static TypedValue joinKept(Namespace namespace, String id, TypedValue value) {
		SpecDocument spec = SpecDocument.of(value);
		Path file = namespace.network(id, NetworkSettings.none()).namespaceFile();
		return changed(spec, file.toString()) ? spec.toTypedValue(value.typeUrl()) : value;
	}

	/**
	 * Whether the network of a container is kept.
	 */
	static boolean areKept(Namespace namespace, ContainerInfo info) {
		TypedValue value = info.spec();
		if (value == null || settings(info).mode() != NetworkMode.CNI) {
			return false;
		}
		String file = of(namespace, info).namespaceFile().toString();
		return SpecDocument.of(value)
			.list(NAMESPACES)
			.stream()
			.anyMatch((entry) -> entry instanceof Map<?, ?> map && file.equals(map.get("path")));
	}

	/**
	 * Makes sure that the network is there which the next task joins: the machine may
	 * have been started anew.
	 */
	static void prepare(Namespace namespace, ContainerInfo info) {
		join(namespace, info);
		if (areKept(namespace, info)) {
			of(namespace, info).prepare();
		}
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
