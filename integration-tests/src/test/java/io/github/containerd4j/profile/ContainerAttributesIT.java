package io.github.containerd4j.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.spec.ContainerSpec;
import io.github.containerd4j.spec.InvalidPropertyException;
import io.github.containerd4j.spec.LinuxDevice;
import io.github.containerd4j.spec.Profile;
import io.github.containerd4j.spec.Resources;
import io.github.containerd4j.spec.UnknownProfileException;
import io.github.containerd4j.task.TaskStats;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What people say of containers, and what they have in common under a name.
 */
@DaemonTest
@Timeout(60)
class ContainerAttributesIT {

	private static final Duration GRACE = Duration.ofMillis(100);

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final String image;

	ContainerAttributesIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.image = daemon.importBusybox(namespace);
	}

	@Test
	void createsFromAMapOrJsonOfProperties() {
		Container fromMap = this.namespace.containers()
			.create(Map.of("id", "map", "image", this.image, "command", List.of("sleep", "600"), "limits.pids", 30,
					"env", Map.of("GREETING", "hello")));
		Container fromJson = this.namespace.containers().create(ContainerSpec.fromJson("""
				{"id": "json", "image": "%s", "command": ["sleep", "600"], "hostname": "from-json"}
				""".formatted(this.image)));

		assertThat(fromMap.start().exec("sh", "-c", "echo $GREETING").stdout()).isEqualTo("hello\n");
		assertThat(fromMap.task().orElseThrow().stats().map(TaskStats::processLimit))
			.hasValueSatisfying((limit) -> assertThat(limit).hasValue(30));
		assertThat(fromJson.start().exec("hostname").stdout()).isEqualTo("from-json\n");
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> this.namespace.containers().create(Map.of("id", "c", "images", this.image)))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("images"));
	}

	@Test
	void appliesProfilesInOrder() {
		try (ContainerdClient client = ContainerdClient.builder()
			.address(this.daemon.address())
			.profiles(Profile.of("small", Map.of("limits.memory", "64MB", "limits.pids", 20, "env.SIZE", "small")),
					Profile.of("web", (spec) -> spec.env("ROLE", "web").env("SIZE", "web")))
			.build()) {
			Container container = client.namespace(this.namespace.name())
				.containers()
				.create(spec("c").profiles("small", "web")
					.resources(Resources.builder().pids(25).build())
					.env("ROLE", "own")
					.build());

			assertThat(container.start().exec("sh", "-c", "echo $SIZE $ROLE").stdout()).isEqualTo("web own\n");
			TaskStats stats = container.task().orElseThrow().stats().orElseThrow();
			assertThat(stats.memoryLimitBytes()).hasValue(67108864);
			assertThat(stats.processLimit()).hasValue(25);
			assertThat(this.namespace.containers().get("c").profiles()).containsExactly("small", "web");
			container.stop(GRACE);
		}
	}

	@Test
	void refusesAnUnknownProfileAndLeavesNothing() {
		assertThatExceptionOfType(UnknownProfileException.class)
			.isThrownBy(() -> this.namespace.containers().create(spec("c").profiles("large").build()));

		assertThat(this.namespace.containers().list()).isEmpty();
		assertThat(this.namespace.leases().list()).isEmpty();
	}

	@Test
	void tellsTheAttributesOfAContainer() {
		Instant before = Instant.now();
		Container container = this.namespace.containers()
			.create(spec("c").description("serves the tests").device(LinuxDevice.of("/dev/fuse")).build());

		assertThat(container.lastUsed()).isEmpty();
		container.start();

		ContainerInfo info = this.namespace.containers().get("c").info();
		assertThat(info.description()).hasValue("serves the tests");
		assertThat(info.profiles()).isEmpty();
		assertThat(info.isEphemeral()).isFalse();
		assertThat(info.lastUsed().orElseThrow()).isAfterOrEqualTo(before.minusSeconds(1));
		assertThat(info.createdAt()).isNotNull();
		assertThat(info.devices()).singleElement()
			.satisfies((device) -> assertThat(device.path()).isEqualTo("/dev/fuse"));
		assertThat(container.lastUsed()).isEqualTo(info.lastUsed());
		assertThat(container.architecture()).hasValue(Platform.parse("linux/amd64").architecture());
	}

	private ContainerSpec.Builder spec(String id) {
		return ContainerSpec.builder(id).image(this.image).args("sleep", "600");
	}

}
