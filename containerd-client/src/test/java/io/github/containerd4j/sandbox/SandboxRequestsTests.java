package io.github.containerd4j.sandbox;

import java.time.Duration;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.RecordingDaemon;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerCreateRequest;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerGrpc;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerStartResponse;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerStopRequest;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerUpdateRequest;
import io.github.containerd4j.proto.services.sandbox.v1.StoreGrpc;
import io.github.containerd4j.proto.services.sandbox.v1.StoreUpdateRequest;
import io.github.containerd4j.proto.types.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is sent of sandboxes. Daemons of 1.7 and 2.1 crash when the sandbox, or the
 * runtime in it, is absent.
 */
@Timeout(30)
class SandboxRequestsTests {

	private static final SandboxInfo BARE = new SandboxInfo("s", null, null, Map.of(), Map.of(), null, null, null);

	private final RecordingDaemon daemon = new RecordingDaemon();

	private final SandboxStore store = this.daemon.client().namespace("ns").sandboxes();

	private final SandboxController controller = this.daemon.client()
		.namespace("ns")
		.sandboxController(SandboxController.SHIM);

	@AfterEach
	void close() throws InterruptedException {
		this.daemon.close();
	}

	@Test
	void aNewRecordHasASandboxAndARuntime() {
		this.store.create(BARE);

		assertIsSafe(this.daemon.request(StoreGrpc.getCreateMethod()).getSandbox());
	}

	@Test
	void aChangedRecordHasASandboxAndARuntime() {
		this.store.update("s", SandboxUpdate.create().label("a", "b"));

		StoreUpdateRequest request = this.daemon.request(StoreGrpc.getUpdateMethod());
		assertIsSafe(request.getSandbox());
		assertThat(request.getFieldsList()).containsExactly("labels.a");
	}

	@Test
	void aCreatedSandboxHasASandboxAndARuntime() {
		this.controller.create(BARE, SandboxOptions.none());

		ControllerCreateRequest request = this.daemon.request(ControllerGrpc.getCreateMethod());
		assertThat(request.hasSandbox()).isTrue();
		assertIsSafe(request.getSandbox());
		assertThat(request.getSandboxer()).isEqualTo("shim");
	}

	@Test
	void aChangedSandboxHasASandboxAndARuntime() {
		this.controller.update("s", SandboxUpdate.create().spec(TypedValue.json("t", "{}")));

		ControllerUpdateRequest request = this.daemon.request(ControllerGrpc.getUpdateMethod());
		assertIsSafe(request.getSandbox());
		assertThat(request.getFieldsList()).containsExactly("spec");
	}

	@Test
	void replacingAllLabelsTakesTheFieldsOfSingleOnesBack() {
		this.store.update("s", SandboxUpdate.create().label("a", "b").replaceLabels(Map.of("c", "d")));

		StoreUpdateRequest request = this.daemon.request(StoreGrpc.getUpdateMethod());
		assertThat(request.getFieldsList()).containsExactly("labels");
	}

	@Test
	void anUpdateWithoutAChangeIsNotSent() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.store.update("s", SandboxUpdate.create()))
			.withMessageContaining("names no change");
		assertThat(this.daemon.wasCalled(StoreGrpc.getUpdateMethod())).isFalse();
	}

	@Test
	void aBadIdentifierIsNotSent() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.controller.start("a/b"))
			.withMessageContaining("sandbox id");
		assertThat(this.daemon.wasCalled(ControllerGrpc.getStartMethod())).isFalse();
	}

	@Test
	void stoppingTellsWholeSeconds() {
		this.controller.stop("s", Duration.ofMillis(2900));

		ControllerStopRequest request = this.daemon.request(ControllerGrpc.getStopMethod());
		assertThat(request.getTimeoutSecs()).isEqualTo(2);
	}

	@Test
	void tellsWhereTheTaskServiceOfAStartedSandboxListens() {
		this.daemon.answer(ControllerGrpc.getStartMethod(),
				ControllerStartResponse.newBuilder()
					.setSandboxId("s")
					.setPid(7)
					.setAddress("ttrpc+unix:///run/s.sock")
					.setVersion(3)
					.build());

		assertThat(this.controller.start("s"))
			.isEqualTo(new RunningSandbox("s", 7, null, Map.of(), "ttrpc+unix:///run/s.sock", 3, null));
	}

	private static void assertIsSafe(Sandbox sandbox) {
		assertThat(sandbox.getSandboxId()).isEqualTo("s");
		assertThat(sandbox.hasRuntime()).isTrue();
	}

}
