package io.github.containerd4j.examples;

import java.io.PrintStream;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.containersnapshot.ContainerSnapshots;
import io.github.containerd4j.containersnapshot.SnapshotOptions;

/**
 * Makes a snapshot of a container, with the memory of its processes on request, goes back
 * to it, renames and deletes it: pylxd's programs about snapshots.
 */
final class KeepSnapshots {

	private KeepSnapshots() {
	}

	public static void main(String[] args) {
		try (ContainerdClient client = ContainerdClient.create()) {
			run(client.namespace(Namespace.DEFAULT).containers().get("my-container"), true, System.out);
		}
	}

	static void run(Container container, boolean stateful, PrintStream out) {
		ContainerSnapshots snapshots = container.snapshots();
		out.println(snapshots.create("my-backup", SnapshotOptions.stateful(stateful)).name());
		out.println("with memory: " + container.isStateful());
		out.println("made at " + snapshots.get("my-backup").createdAt());
		container.restore("my-backup");
		snapshots.rename("my-backup", "backup-snapshot");
		out.println(snapshots.all().size());
		snapshots.delete("backup-snapshot");
	}

}
