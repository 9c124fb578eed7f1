package io.github.containerd4j.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.UnimplementedException;
import io.github.containerd4j.embedded.EmbeddedContainerd;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DaemonTest
class SandboxServiceIT {

	private static final SandboxInfo SANDBOX = SandboxInfo.builder("pod")
		.label("team", "blue")
		.spec(TypedValue.json(TypedValue.RUNTIME_SPEC, "{}"))
		.extension("note", TypedValue.json("example/note", "\"x\""))
		.build();

	private final TestDaemon daemon;

	private final SandboxStore store;

	private final SandboxController controller;

	SandboxServiceIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.store = namespace.sandboxes();
		this.controller = namespace.sandboxController(SandboxController.SHIM);
	}

	@Test
	void keepsARecord() {
		if (isTooOld()) {
			return;
		}
		SandboxInfo created = this.store.create(SANDBOX);

		assertThat(created.id()).isEqualTo("pod");
		assertThat(created.labels()).isEqualTo(Map.of("team", "blue"));
		assertThat(created.spec()).isEqualTo(SANDBOX.spec());
		assertThat(created.extensions()).isEqualTo(SANDBOX.extensions());
		assertThat(created.runtime()).isEqualTo(SANDBOX.runtime());
		assertThat(created.createdAt()).isNotNull();
		assertThat(created.sandboxer()).isEqualTo(this.daemon.isAtLeast("2.0") ? "shim" : null);
		assertThat(this.store.get("pod")).isEqualTo(created);
		assertThat(this.store.list(Filter.label("team", "blue"))).isEqualTo(List.of(created));
		assertThat(this.store.list(Filter.equal("id", "other"))).isEmpty();
		assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(() -> this.store.create(SANDBOX));
	}

	@Test
	void changesOnlyWhatAnUpdateNames() {
		if (isTooOld()) {
			return;
		}
		this.store.create(SANDBOX);

		SandboxInfo updated = this.store.update("pod",
				SandboxUpdate.create().label("tier", "web").extension("more", TypedValue.json("example/more", "1")));

		assertThat(updated.labels()).isEqualTo(Map.of("team", "blue", "tier", "web"));
		assertThat(updated.extensions()).containsOnlyKeys("note", "more");
		assertThat(updated.spec()).isEqualTo(SANDBOX.spec());
		assertThat(updated.runtime()).isEqualTo(SANDBOX.runtime());
		assertThat(this.store.update("pod", SandboxUpdate.create().replaceLabels(Map.of("a", "b"))).labels())
			.isEqualTo(Map.of("a", "b"));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.store.update("other", SandboxUpdate.create().label("a", "b")));
	}

	@Test
	void aRecordWithNothingInItIsSafe() {
		if (isTooOld()) {
			return;
		}
		this.store.create(new SandboxInfo("bare", null, null, Map.of(), Map.of(), null, null, null));

		assertThat(this.store.get("bare").runtime()).isNull();
	}

	@Test
	void deletesARecord() {
		if (isTooOld()) {
			return;
		}
		this.store.create(SANDBOX);

		this.store.delete("pod");

		assertThat(this.store.find("pod")).isEmpty();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.store.get("pod"));
		assertThatExceptionOfType(ContainerdException.class).isThrownBy(() -> this.store.delete("pod"))
			.withMessageContaining("not found");
	}

	@Test
	void theControllerKnowsOnlyWhatWasCreated() {
		if (isTooOld()) {
			return;
		}
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.controller.wait("none", Duration.ofSeconds(5)));
		assertThatExceptionOfType(ContainerdException.class).isThrownBy(() -> this.controller.start("none"))
			.withMessageContaining("none");
		assertThat(this.controller.status("none", true).pid()).isZero();
	}

	@Test
	void newerMethodsNameTheVersionThatTheyNeed() {
		if (this.daemon.isAtLeast("2.0")) {
			assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.controller.metrics("none"));
			return;
		}
		SandboxUpdate update = SandboxUpdate.create().label("a", "b");
		assertThatExceptionOfType(UnimplementedException.class).isThrownBy(() -> this.controller.metrics("none"))
			.withMessageContaining("containerd 2.0 or newer is needed");
		assertThatExceptionOfType(UnimplementedException.class).isThrownBy(() -> this.controller.update("none", update))
			.withMessageContaining("containerd 2.0 or newer is needed");
	}

	@Test
	void whatAShimCannotDoNamesNoVersion() {
		if (isTooOld()) {
			return;
		}
		assertThatExceptionOfType(UnimplementedException.class).isThrownBy(() -> this.controller.platform("none"))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("or newer is needed"));
	}

	@Test
	void aControllerMustExist() {
		if (isTooOld()) {
			return;
		}
		SandboxController other = this.daemon.client().namespace("ns").sandboxController("other");
		if (!this.daemon.isAtLeast("2.0")) {
			// There is only one, which answers for any name.
			assertThat(other.status("none", false).pid()).isZero();
			return;
		}
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> other.status("none", false))
			.withMessageContaining("other");
	}

	/**
	 * On a daemon of its own, because a shim that cannot serve a sandbox is left running.
	 */
	@Test
	void asksTheShimToMakeTheSandbox() {
		if (isTooOld()) {
			return;
		}
		try (EmbeddedContainerd own = this.daemon.startPrivate();
				ContainerdClient client = ContainerdClient.create(own.address())) {
			Namespace namespace = client.namespace("ns");
			namespace.sandboxes().create(SANDBOX);
			SandboxController controller = namespace.sandboxController(SandboxController.SHIM);
			if (this.daemon.isAtLeast("2.0")) {
				assertThatExceptionOfType(UnimplementedException.class)
					.isThrownBy(() -> controller.create(SANDBOX, SandboxOptions.none()))
					.withMessageContaining("containerd.runtime.sandbox.v1.Sandbox");
				return;
			}
			// This daemon cannot publish its own events.
			assertThatExceptionOfType(InvalidArgumentException.class)
				.isThrownBy(() -> controller.create(SANDBOX, SandboxOptions.none()))
				.withMessageContaining("envelope topic");
			assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> controller.start("pod"))
				.withMessageContaining("envelope topic");
		}
	}

	/**
	 * Asserts what a daemon without sandboxes answers.
	 */
	private boolean isTooOld() {
		if (this.daemon.isAtLeast("1.7")) {
			return false;
		}
		assertThatExceptionOfType(UnimplementedException.class).isThrownBy(() -> this.store.create(SANDBOX))
			.withMessageContaining("containerd 1.7 or newer is needed");
		assertThatExceptionOfType(UnimplementedException.class)
			.isThrownBy(() -> this.controller.create(SANDBOX, SandboxOptions.none()))
			.withMessageContaining("containerd 1.7 or newer is needed");
		return true;
	}

}
