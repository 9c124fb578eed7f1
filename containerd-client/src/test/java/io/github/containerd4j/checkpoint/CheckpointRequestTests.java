package io.github.containerd4j.checkpoint;

import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.task.CheckpointOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CheckpointRequestTests {

	@Test
	void takesEverythingAndGoesOnByDefault() {
		CheckpointRequest request = CheckpointRequest.to("image");

		assertThat(request.after()).isEqualTo(AfterCheckpoint.GO_ON);
		assertThat(request.memory()).isTrue();
		assertThat(request.rwLayer()).isTrue();
		assertThat(request.dump()).isEqualTo(CheckpointOptions.defaults());
		assertThat(request.shimOptions().exit()).isFalse();
	}

	@Test
	void leavesTheEndToCriuOnlyWhereConnectionsAreDumped() {
		CheckpointRequest request = CheckpointRequest.to("image").withAfter(AfterCheckpoint.EXIT);
		CheckpointOptions connected = CheckpointOptions.defaults().withOpenTcp(true);

		assertThat(request.shimOptions().exit()).isFalse();
		assertThat(request.recordedOptions().exit()).isTrue();
		assertThat(request.withDump(connected).shimOptions().exit()).isTrue();
		assertThat(request.withDump(connected).withAfter(AfterCheckpoint.GO_ON).shimOptions().exit()).isFalse();
	}

	@Test
	void refusesWhatContradictsAnImage() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> CheckpointRequest.to(""));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(
					() -> CheckpointRequest.to("image").withDump(CheckpointOptions.defaults().withImagePath("/dump")))
			.withMessageContaining("/dump");
	}

	@Test
	void refusesBadNamesOfRestores() {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> RestoreRequest.of("", "c"));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> RestoreRequest.of("image", "../c"));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> RestoreRequest.of("image", "c").withLabels(Map.of("", "x")));
	}

	@Test
	void customizesTheSpecInOrder() {
		RestoreRequest request = RestoreRequest.of("image", "c")
			.withSpecCustomizer((spec) -> TypedValue.json(spec.typeUrl(), spec.asText() + "1"))
			.withSpecCustomizer((spec) -> TypedValue.json(spec.typeUrl(), spec.asText() + "2"));

		assertThat(request.specCustomizer().apply(TypedValue.json("t", "0")).asText()).isEqualTo("012");
	}

}
