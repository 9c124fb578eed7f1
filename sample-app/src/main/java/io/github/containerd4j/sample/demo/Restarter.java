package io.github.containerd4j.sample.demo;

import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.event.ContainerdEvent;
import io.github.containerd4j.event.TaskExit;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.task.TaskSpec;
import io.github.containerd4j.task.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts containers that carry a label again when they end: what an application can do
 * with events.
 */
@Component
@ConditionalOnBooleanProperty(DaemonChoice.EMBEDDED_PROPERTY)
class Restarter {

	private static final Logger logger = LoggerFactory.getLogger(Restarter.class);

	private final ContainerdClient client;

	Restarter(ContainerdClient client) {
		this.client = client;
	}

	@EventListener(condition = "#event.payload.isInit()")
	void onExit(ContainerdEvent<TaskExit> event) {
		Namespace namespace = this.client.namespace(event.namespace());
		namespace.containers()
			.find(event.payload().containerId())
			.map(Container::info)
			.filter((container) -> container.labels().containsKey(DemoContainer.RESTART_LABEL))
			.ifPresent((container) -> restart(namespace, container, event.payload().exitStatus()));
	}

	private void restart(Namespace namespace, ContainerInfo container, int exitStatus) {
		// The same exit may be told twice, and the second time the task runs again.
		if (isStopped(namespace, container)) {
			namespace.tasks().delete(container.id());
			List<Mount> rootfs = namespace.snapshots(SnapshotService.DEFAULT_SNAPSHOTTER).mounts(container.id());
			int pid = namespace.tasks().create(TaskSpec.builder(container.id()).rootfs(rootfs).build()).start();
			logger.info("{}/{} ended with status {} and runs again as process {}", namespace.name(), container.id(),
					exitStatus, pid);
		}
	}

	private static boolean isStopped(Namespace namespace, ContainerInfo container) {
		return namespace.tasks()
			.find(container.id())
			.filter((task) -> task.info().status() == TaskStatus.STOPPED)
			.isPresent();
	}

}
