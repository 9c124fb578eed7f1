package io.github.containerd4j.oci;

import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Digest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChainIdTests {

	private static final Digest A = Digest.sha256("a");

	private static final Digest B = Digest.sha256("b");

	private static final Digest C = Digest.sha256("c");

	@Test
	void oneLayerIsItsOwnChain() {
		assertThat(ChainId.of(List.of(A))).isEqualTo(A);
	}

	@Test
	void eachChainHashesTheOneBelowAndTheLayer() {
		Digest ab = Digest.sha256(A + " " + B);

		assertThat(ChainId.all(List.of(A, B, C))).containsExactly(A, ab, Digest.sha256(ab + " " + C));
		assertThat(ChainId.of(List.of(A, B, C))).isEqualTo(Digest.sha256(ab + " " + C));
	}

	@Test
	void noLayersHaveNoChain() {
		assertThat(ChainId.all(List.of())).isEmpty();
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> ChainId.of(List.of()));
	}

}
