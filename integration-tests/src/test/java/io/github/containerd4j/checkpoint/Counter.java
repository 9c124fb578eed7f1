package io.github.containerd4j.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.snapshot.Mount;
import io.github.containerd4j.stdio.Stdio;
import io.github.containerd4j.task.Task;
import io.github.containerd4j.task.TaskSpec;
import org.awaitility.Awaitility;

/**
 * A container whose shell counts in a variable of its own and writes each number to a
 * file, which it never reads.
 */
final class Counter {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	/** Counts and writes. */
	static final String SCRIPT = "i=0; while true; do i=$((i+1)); echo $i > /n; echo $i; sleep 0.05; done";

	private Counter() {
	}

	static Task start(Namespace namespace, String id) {
		return start(namespace, id, Stdio.none());
	}

	static Task start(Namespace namespace, String id, Stdio stdio) {
		// Until the record refers to it, only the lease keeps the snapshot.
		try (Lease lease = namespace.leases().open()) {
			String top = namespace.images().get(BusyboxImage.REFERENCE).readRootFs().top().orElseThrow().toString();
			List<Mount> rootfs = namespace.withLease(lease).snapshots().prepare(id, top);
			createRecord(namespace, id);
			Task task = namespace.tasks().create(TaskSpec.builder(id).rootfs(rootfs).stdio(stdio).build());
			task.start();
			task.refresh();
			awaitBeyond(task, 3);
			return task;
		}
	}

	private static void createRecord(Namespace namespace, String id) {
		String spec = """
				{"ociVersion":"1.0.2","process":{"terminal":false,"user":{"uid":0,"gid":0},"cwd":"/",
				"env":["PATH=/bin"],"args":["sh","-c","%s"]},"root":{"path":"rootfs"},"hostname":"%s",
				"annotations":{"name":"%s"},"mounts":[{"destination":"/proc","type":"proc","source":"proc"},
				{"destination":"/dev","type":"tmpfs","source":"tmpfs","options":["mode=755"]}],
				"linux":{"cgroupsPath":"/%s/%s","resources":{"devices":[{"allow":false,"access":"rwm"}]},
				"namespaces":[{"type":"pid"},{"type":"ipc"},{"type":"uts"},{"type":"mount"},{"type":"network"}]}}"""
			.formatted(SCRIPT, id, id, namespace.name(), id);
		namespace.containers()
			.create(ContainerInfo.builder(id)
				.image(BusyboxImage.REFERENCE)
				.snapshot(namespace.snapshots().snapshotter(), id)
				.spec(TypedValue.json(TypedValue.RUNTIME_SPEC, spec))
				.build());
	}

	/**
	 * Waits until the counter is beyond a number, and tells where it is then.
	 */
	static int awaitBeyond(Task task, int number) {
		return Awaitility.await()
			.atMost(LIMIT)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> read(task), (current) -> current > number);
	}

	/**
	 * What the counter has written last; 0 at the moments when the file is empty.
	 */
	static int read(Task task) throws IOException {
		Path file = Path.of("/proc", String.valueOf(task.info().pid()), "root/n");
		String text = Files.exists(file) ? Files.readString(file).strip() : "";
		return text.isEmpty() ? 0 : Integer.parseInt(text);
	}

}
