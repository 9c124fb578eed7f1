package io.github.containerd4j;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.containerd4j.container.Container;
import io.github.containerd4j.content.ContentInfo;
import io.github.containerd4j.content.IngestStatus;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.lease.LeaseInfo;
import io.github.containerd4j.snapshot.SnapshotInfo;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that a namespace holds, to be compared before and after.
 */
public final class Holdings {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final Namespace namespace;

	/**
	 * Of a namespace.
	 * @param namespace the namespace
	 */
	public Holdings(Namespace namespace) {
		this.namespace = namespace;
	}

	/**
	 * Lists now, after a garbage collection.
	 * @return what there is
	 */
	public List<String> list() {
		try (Lease lease = this.namespace.leases().open()) {
			this.namespace.leases().deleteAndCollect(lease.id());
		}
		return Stream
			.of(this.namespace.containers().list().stream().map(Container::id),
					this.namespace.tasks().list().stream().map((task) -> "task " + task.containerId()),
					this.namespace.snapshots().list().stream().map(SnapshotInfo::name),
					this.namespace.content().list().stream().map(ContentInfo::digest).map(Object::toString),
					this.namespace.content().statuses().stream().map(IngestStatus::ref),
					this.namespace.leases().list().stream().map(LeaseInfo::id))
			.flatMap((names) -> names)
			.sorted()
			.toList();
	}

	/**
	 * Waits until there is the same as before.
	 * @param before what there was
	 */
	public void assertSoon(List<String> before) {
		Awaitility.await().pollInSameThread().atMost(LIMIT).untilAsserted(() -> assertThat(list()).isEqualTo(before));
	}

}
