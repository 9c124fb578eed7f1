package io.github.containerd4j.spring.autoconfigure;

import java.util.List;
import java.util.function.Function;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.checkpoint.CheckpointService;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.diff.DiffService;
import io.github.containerd4j.event.NamespaceEventService;
import io.github.containerd4j.host.HostMounts;
import io.github.containerd4j.image.ImageService;
import io.github.containerd4j.lease.LeaseService;
import io.github.containerd4j.mount.MountService;
import io.github.containerd4j.sandbox.SandboxStore;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.spec.Profiles;
import io.github.containerd4j.task.TaskService;
import io.github.containerd4j.transfer.StreamingService;
import io.github.containerd4j.transfer.TransferService;

/**
 * The types of which every namespace has one, and how to get at it. A line here makes a
 * bean in each namespace.
 */
final class NamespacedServices {

	static final List<NamespacedService<?>> ALL = List.of(
	// @formatter:off
			service(Namespace.class, Function.identity()),
			service(ContainerService.class, Namespace::containers),
			service(ContentStore.class, Namespace::content),
			service(TaskService.class, Namespace::tasks),
			service(NamespaceEventService.class, Namespace::events),
			service(SnapshotService.class, Namespace::snapshots),
			service(DiffService.class, Namespace::diff),
			service(ImageService.class, Namespace::images),
			service(CheckpointService.class, Namespace::checkpoints),
			service(LeaseService.class, Namespace::leases),
			service(MountService.class, Namespace::mounts),
			service(HostMounts.class, Namespace::hostMounts),
			service(Profiles.class, Namespace::profiles),
			service(SandboxStore.class, Namespace::sandboxes),
			service(TransferService.class, Namespace::transfer),
			service(StreamingService.class, Namespace::streaming)
			// @formatter:on
	);

	private NamespacedServices() {
	}

	private static <T> NamespacedService<T> service(Class<T> type, Function<Namespace, T> get) {
		return new NamespacedService<>(type, get);
	}

	/**
	 * One type of service.
	 *
	 * @param <T> the type
	 * @param type the type
	 * @param get takes it from a namespace
	 */
	record NamespacedService<T>(Class<T> type, Function<Namespace, T> get) {

	}

}
