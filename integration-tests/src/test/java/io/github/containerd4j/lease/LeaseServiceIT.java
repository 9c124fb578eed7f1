package io.github.containerd4j.lease;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

@DaemonTest
@Timeout(60)
class LeaseServiceIT {

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final LeaseService leases;

	LeaseServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.leases = namespace.leases();
	}

	@Test
	void createsALeaseThatCtrSees() {
		LeaseInfo lease = this.leases.create(LeaseOptions.defaults().withId("mine").withLabel("team", "blue"));

		assertThat(lease.id()).isEqualTo("mine");
		assertThat(lease.labels()).containsEntry("team", "blue");
		assertThat(this.leases.find("mine")).contains(lease);
		assertThat(this.daemon.ctr("--namespace", this.namespace.name(), "leases", "list")).contains("mine")
			.contains("team=blue");
	}

	@Test
	void endsAfterADayUnlessToldOtherwise() {
		Instant now = Instant.now();

		assertThat(this.leases.create(LeaseOptions.defaults()).expiresAt()).hasValueSatisfying(
				(time) -> assertThat(time).isCloseTo(now.plus(1, ChronoUnit.DAYS), within(1, ChronoUnit.MINUTES)));
		assertThat(this.leases.create(LeaseOptions.defaults().withoutExpiry()).expiresAt()).isEmpty();
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> LeaseOptions.defaults().withExpiry(Duration.ZERO));
	}

	@Test
	void refusesAnIdentifierThatIsTaken() {
		this.leases.create(LeaseOptions.defaults().withId("mine"));

		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> this.leases.create(LeaseOptions.defaults().withId("mine")));
	}

	@Test
	void listsWithFilters() {
		this.leases.create(LeaseOptions.defaults().withId("a"));
		this.leases.create(LeaseOptions.defaults().withId("b").withLabel("x", "1"));

		assertThat(this.leases.list()).extracting(LeaseInfo::id).containsExactlyInAnyOrder("a", "b");
		assertThat(this.leases.list(Filter.label("x", "1"))).extracting(LeaseInfo::id).containsExactly("b");
		assertThat(this.leases.find("c")).isEmpty();
	}

	@Test
	void keepsContentFromGarbageCollection() {
		Digest digest;
		try (Lease lease = this.leases.open()) {
			digest = write(this.namespace.withLease(lease), "kept");
			collectGarbage();

			assertThat(this.namespace.content().find(digest)).isPresent();
			assertThat(lease.resources()).containsExactly(LeaseResource.content(digest));
		}

		collectGarbage();
		assertThat(this.namespace.content().find(digest)).isEmpty();
	}

	@Test
	void losesContentWithoutALease() {
		Digest digest = write(this.namespace, "lost");

		collectGarbage();

		assertThat(this.namespace.content().find(digest)).isEmpty();
	}

	@Test
	void holdsContentThatIsAddedLater() {
		try (Lease lease = this.leases.open()) {
			Digest digest = write(this.namespace.withLease(lease), "handed over");
			try (Lease heir = this.leases.open(Duration.ofMinutes(5))) {
				heir.add(LeaseResource.content(digest));
				this.leases.deleteAndCollect(lease.id());

				assertThat(this.namespace.content().find(digest)).isPresent();
				this.leases.deleteResource(heir.id(), LeaseResource.content(digest));
				collectGarbage();
				assertThat(this.namespace.content().find(digest)).isEmpty();
			}
		}
	}

	@Test
	void keepsSnapshotsFromGarbageCollection() {
		try (Lease lease = this.leases.open()) {
			this.namespace.withLease(lease).snapshots().prepare("kept", null);
			this.namespace.snapshots().prepare("lost", null);

			collectGarbage();

			assertThat(this.namespace.snapshots().find("kept")).isPresent();
			assertThat(this.namespace.snapshots().find("lost")).isEmpty();
			assertThat(lease.resources()).containsExactly(LeaseResource.snapshot("overlayfs", "kept"));
		}
	}

	@Test
	void losesWhatAnExpiredLeaseHeld() {
		LeaseInfo lease = this.leases.create(LeaseOptions.defaults().withExpiry(Duration.ofSeconds(2)));
		Digest digest = write(this.namespace.withLease(lease.id()), "expired");

		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			collectGarbage();
			assertThat(this.namespace.content().find(digest)).isEmpty();
			assertThat(this.leases.find(lease.id())).isEmpty();
		});
	}

	@Test
	void refusesToWorkUnderALeaseThatIsGone() {
		Lease lease = this.leases.open();
		lease.close();
		lease.close();

		assertThat(this.leases.list()).isEmpty();
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> write(this.namespace.withLease(lease), "too late"));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(lease::resources);
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.leases.delete(lease.id()));
	}

	@Test
	void deletesALeaseOnAnInterruptedThread() {
		Lease lease = this.leases.open();

		Thread.currentThread().interrupt();
		lease.close();

		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.leases.list()).isEmpty();
	}

	@Test
	void holdsImagesWhereTheDaemonCan() {
		try (Lease lease = this.leases.open()) {
			LeaseResource image = LeaseResource.image("docker.io/library/x:1");

			if (this.daemon.isAtLeast("2.0")) {
				lease.add(image);
				assertThat(lease.resources()).containsExactly(image);
			}
			else {
				assertThatExceptionOfType(UnimplementedException.class).isThrownBy(() -> lease.add(image))
					.withMessageContaining("containerd 2.0 or newer is needed");
			}
		}
	}

	@Test
	void holdsIngestsAndSnapshotsByName() {
		try (Lease lease = this.leases.open()) {
			lease.add(LeaseResource.ingest("ref"));
			lease.add(LeaseResource.snapshot("native", "key"));

			assertThat(lease.resources()).containsExactlyInAnyOrder(LeaseResource.ingest("ref"),
					LeaseResource.snapshot("native", "key"));
		}
	}

	private static Digest write(Namespace namespace, String content) {
		return namespace.content().write("ref", content.getBytes(StandardCharsets.UTF_8), Map.of());
	}

	private void collectGarbage() {
		LeaseInfo lease = this.leases.create(LeaseOptions.defaults());
		this.leases.deleteAndCollect(lease.id());
	}

}
