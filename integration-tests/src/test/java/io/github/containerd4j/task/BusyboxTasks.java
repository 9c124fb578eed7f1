package io.github.containerd4j.task;

import java.util.List;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.snapshot.SnapshotInfo;
import io.github.containerd4j.snapshot.SnapshotKind;
import io.github.containerd4j.test.TestDaemon;

/**
 * Makes busybox containers whose tasks a test creates itself.
 */
final class BusyboxTasks {

	/** A shell that ends with 7 when it is asked to end. */
	static final String[] COUNTS_TO_SEVEN = { "sh", "-c", "trap 'exit 7' TERM; while true; do sleep 0.05; done" };

	private final Namespace namespace;

	BusyboxTasks(TestDaemon daemon, Namespace namespace) {
		this(namespace);
		daemon.importBusybox(namespace);
	}

	/**
	 * For a namespace that has the image already.
	 */
	BusyboxTasks(Namespace namespace) {
		this.namespace = namespace;
	}

	/**
	 * Creates a container on a snapshot of its own.
	 * @param id the container
	 * @param terminal whether its process has a terminal
	 * @param arguments what it runs
	 * @return what its task is made of
	 */
	TaskSpec.Builder container(String id, boolean terminal, String... arguments) {
		// Until the record refers to it, only the lease keeps the snapshot.
		try (Lease lease = this.namespace.leases().open()) {
			List<Mount> rootfs = this.namespace.withLease(lease).snapshots().prepare(id, layer());
			createRecord(id, terminal, arguments);
			return TaskSpec.builder(id).rootfs(rootfs);
		}
	}

	private void createRecord(String id, boolean terminal, String... arguments) {
		String spec = """
				{"ociVersion":"1.0.2","process":%s,"root":{"path":"rootfs"},
				"mounts":[{"destination":"/proc","type":"proc","source":"proc"},
				{"destination":"/dev","type":"tmpfs","source":"tmpfs","options":["mode=755"]},
				{"destination":"/dev/pts","type":"devpts","source":"devpts","options":["newinstance","ptmxmode=0666"]}],
				"linux":{"cgroupsPath":"/%s/%s","resources":{"devices":[{"allow":false,"access":"rwm"}]},
				"namespaces":[{"type":"pid"},{"type":"ipc"},{"type":"uts"},{"type":"mount"},{"type":"network"}]}}"""
			.formatted(process(terminal, arguments).asText(), this.namespace.name(), id);
		this.namespace.containers()
			.create(ContainerInfo.builder(id)
				.image(BusyboxImage.REFERENCE)
				.snapshot(this.namespace.snapshots().snapshotter(), id)
				.spec(TypedValue.json(TypedValue.RUNTIME_SPEC, spec))
				.build());
	}

	Task create(String id, String... arguments) {
		return this.namespace.tasks().create(container(id, false, arguments).build());
	}

	Task start(String id, String... arguments) {
		Task task = create(id, arguments);
		task.start();
		return task;
	}

	static TypedValue process(boolean terminal, String... arguments) {
		String quoted = String.join("\",\"", arguments);
		return TypedValue.json(TypedValue.RUNTIME_PROCESS, """
				{"terminal":%s,"user":{"uid":0,"gid":0},"cwd":"/","env":["PATH=/bin"],"args":["%s"]}"""
			.formatted(terminal, quoted));
	}

	static ExecSpec exec(String id, String... arguments) {
		return ExecSpec.of(id, process(false, arguments));
	}

	private String layer() {
		return this.namespace.snapshots()
			.list()
			.stream()
			.filter((snapshot) -> snapshot.kind() == SnapshotKind.COMMITTED)
			.map(SnapshotInfo::name)
			.findFirst()
			.orElseThrow();
	}

}
