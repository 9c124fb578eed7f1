package io.github.containerd4j.sample.demo;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Filter;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotService;
import io.github.containerd4j.task.TaskSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Fills the embedded daemon with containers, so that the dashboard has something to show.
 * A daemon that was there before is only looked at. Closing the embedded daemon removes
 * everything again.
 */
@Component
@ConditionalOnBooleanProperty(DaemonChoice.EMBEDDED_PROPERTY)
class DemoContainers implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(DemoContainers.class);

	// Unpacking an image writes this label to its config, with the name of the topmost
	// snapshot, so that garbage collection keeps the snapshot.
	private static final String UNPACKED_LABEL = "containerd.io/gc.ref.snapshot." + SnapshotService.DEFAULT_SNAPSHOTTER;

	private final EmbeddedContainerd daemon;

	private final ContainerdClient client;

	DemoContainers(EmbeddedContainerd daemon, ContainerdClient client) {
		this.daemon = daemon;
		this.client = client;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		List<DemoContainer> containers = DemoContainer.all();
		containers.stream().map(DemoContainer::namespace).distinct().forEach(this.daemon::importBusybox);
		this.client.namespaces().setLabels("demo", Map.of("owner", "sample application"));
		containers.forEach(this::start);
		logger.info("Started {} demo containers", containers.size());
	}

	private void start(DemoContainer container) {
		Namespace namespace = this.client.namespace(container.namespace());
		// Until the container's record refers to the snapshot, only a lease keeps it.
		try (Lease lease = namespace.leases().open()) {
			create(namespace.withLease(lease.id()), container);
		}
	}

	private void create(Namespace namespace, DemoContainer container) {
		SnapshotService snapshots = namespace.snapshots(SnapshotService.DEFAULT_SNAPSHOTTER);
		List<Mount> rootfs = snapshots.prepare(container.id(), unpackedImage(namespace));
		namespace.containers()
			.create(ContainerInfo.builder(container.id())
				.image(BusyboxImage.REFERENCE)
				.snapshot(snapshots.snapshotter(), container.id())
				.labels(container.labels())
				.spec(DemoSpec.of(container))
				.build());
		namespace.tasks().create(TaskSpec.builder(container.id()).rootfs(rootfs).build()).start();
	}

	private static String unpackedImage(Namespace namespace) {
		Map<String, String> labels = namespace.content().list(Filter.label(UNPACKED_LABEL)).get(0).labels();
		return Objects.requireNonNull(labels.get(UNPACKED_LABEL));
	}

}
