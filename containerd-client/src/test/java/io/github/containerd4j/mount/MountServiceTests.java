package io.github.containerd4j.mount;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.google.protobuf.Timestamp;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.RecordingDaemon;
import io.github.containerd4j.proto.services.mounts.v1.ActivateRequest;
import io.github.containerd4j.proto.services.mounts.v1.ActivateResponse;
import io.github.containerd4j.proto.services.mounts.v1.InfoResponse;
import io.github.containerd4j.proto.services.mounts.v1.ListMessage;
import io.github.containerd4j.proto.services.mounts.v1.MountsGrpc;
import io.github.containerd4j.proto.services.mounts.v1.UpdateRequest;
import io.github.containerd4j.proto.services.mounts.v1.UpdateResponse;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.snapshot.Mount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class MountServiceTests {

	private static final Mount RECIPE = new Mount("mkfs/ext4", "/dev/loop0", "sub", List.of("size=1m"));

	private static final Mount LEFT = Mount.of("overlay", "overlay", "lowerdir={{ mount 0 }}");

	private static final ActivationInfo INFO = new ActivationInfo("a",
			List.of(new ActiveMount(RECIPE, Instant.ofEpochSecond(7), "/run/x", Map.of("loop", "0"))), List.of(LEFT),
			Map.of("k", "v"));

	private static final io.github.containerd4j.proto.types.ActivationInfo MESSAGE = io.github.containerd4j.proto.types.ActivationInfo
		.newBuilder()
		.setName("a")
		.addActive(io.github.containerd4j.proto.types.ActiveMount.newBuilder()
			.setMount(CommonTypes.toProto(RECIPE))
			.setMountedAt(Timestamp.newBuilder().setSeconds(7))
			.setMountPoint("/run/x")
			.putData("loop", "0"))
		.addSystem(CommonTypes.toProto(LEFT))
		.putLabels("k", "v")
		.build();

	private final RecordingDaemon daemon = new RecordingDaemon();

	private final MountService mounts = this.daemon.client().namespace("ns").mounts();

	@AfterEach
	void close() throws InterruptedException {
		this.daemon.close();
	}

	@Test
	void activatesMounts() {
		this.daemon.answer(MountsGrpc.getActivateMethod(), ActivateResponse.newBuilder().setInfo(MESSAGE).build());

		ActivationInfo info = this.mounts.activate("a", List.of(RECIPE, LEFT),
				ActivateOptions.none().asTemporary().withLabel("k", "v"));

		assertThat(info).isEqualTo(INFO);
		assertThat(this.daemon.request(MountsGrpc.getActivateMethod())).isEqualTo(ActivateRequest.newBuilder()
			.setName("a")
			.addAllMounts(CommonTypes.toProtos(List.of(RECIPE, LEFT)))
			.setTemporary(true)
			.putLabels("k", "v")
			.build());
	}

	@Test
	void deactivatesByName() {
		this.mounts.deactivate("a");

		assertThat(this.daemon.request(MountsGrpc.getDeactivateMethod()).getName()).isEqualTo("a");
	}

	@Test
	void readsAnActivation() {
		this.daemon.answer(MountsGrpc.getInfoMethod(), InfoResponse.newBuilder().setInfo(MESSAGE).build());

		assertThat(this.mounts.find("a")).contains(INFO);
		assertThat(this.daemon.request(MountsGrpc.getInfoMethod()).getName()).isEqualTo("a");
	}

	@Test
	void changesOnlyTheLabelsThatAreNamed() {
		this.daemon.answer(MountsGrpc.getUpdateMethod(), UpdateResponse.newBuilder().setInfo(MESSAGE).build());

		this.mounts.setLabels("a", Map.of("k", "w"));

		UpdateRequest request = this.daemon.request(MountsGrpc.getUpdateMethod());
		assertThat(request.getInfo().getName()).isEqualTo("a");
		assertThat(request.getInfo().getLabelsMap()).isEqualTo(Map.of("k", "w"));
		assertThat(request.getUpdateMask().getPathsList()).containsExactly("labels.k");
	}

	@Test
	void replacesAllLabels() {
		this.daemon.answer(MountsGrpc.getUpdateMethod(), UpdateResponse.newBuilder().setInfo(MESSAGE).build());

		this.mounts.replaceLabels("a", Map.of());

		UpdateRequest request = this.daemon.request(MountsGrpc.getUpdateMethod());
		assertThat(request.hasInfo()).isTrue();
		assertThat(request.getUpdateMask().getPathsList()).containsExactly("labels");
	}

	@Test
	void listsActivations() {
		ListMessage message = ListMessage.newBuilder().setInfo(MESSAGE).build();
		this.daemon.answer(MountsGrpc.getListMethod(), message, message);

		assertThat(this.mounts.list()).containsExactly(INFO, INFO);
	}

	@Test
	void refusesAnEmptyNameBeforeAnythingIsSent() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.mounts.deactivate(""));

		assertThat(this.daemon.wasCalled(MountsGrpc.getDeactivateMethod())).isFalse();
	}

}
