package io.github.containerd4j;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/**
 * Everything that one namespace of a daemon holds, to compare before and after.
 *
 * @param images the names of the images
 * @param containers the identifiers of the containers
 * @param tasks the tasks and what they do
 * @param snapshots the snapshots by their snapshotters
 * @param content the blobs
 * @param leases the leases
 * @param ingests what is being written
 */
public record Holdings(List<String> images, List<String> containers, List<String> tasks, List<String> snapshots,
		List<String> content, List<String> leases, List<String> ingests) {

	private static final Duration LIMIT = Duration.ofSeconds(40);

	/**
	 * What a namespace holds now, without garbage.
	 * @param namespace the namespace
	 * @return what is there
	 */
	public static Holdings of(Namespace namespace) {
		// A collection that is under way need not see what became garbage since.
		namespace.leases().deleteAndCollect(namespace.leases().open().id());
		TreeSet<String> snapshots = new TreeSet<>();
		for (String snapshotter : List.of("overlayfs", "native")) {
			namespace.snapshots(snapshotter).list().forEach((each) -> snapshots.add(snapshotter + " " + each.name()));
		}
		return new Holdings(namespace.images().list().stream().map((each) -> each.name()).sorted().toList(),
				namespace.containers().list().stream().map((each) -> each.id()).sorted().toList(),
				namespace.tasks()
					.list()
					.stream()
					.map((each) -> each.containerId() + " " + each.info().status())
					.sorted()
					.toList(),
				List.copyOf(snapshots),
				namespace.content().list().stream().map((each) -> each.digest().toString()).sorted().toList(),
				namespace.leases().list().stream().map((each) -> each.labels().toString()).sorted().toList(),
				namespace.content().statuses().stream().map((each) -> each.ref()).sorted().toList());
	}

	/**
	 * Waits until a namespace holds this again, and no more: garbage collection may be at
	 * work.
	 * @param namespace the namespace
	 */
	public void awaitAgain(Namespace namespace) {
		Awaitility.await()
			.atMost(LIMIT)
			.pollInterval(Duration.ofMillis(200))
			.untilAsserted(() -> Assertions.assertThat(of(namespace)).isEqualTo(this));
	}

}
