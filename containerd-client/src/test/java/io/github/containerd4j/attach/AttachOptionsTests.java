package io.github.containerd4j.attach;

import java.time.Duration;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.spec.LinuxNamespace.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AttachOptionsTests {

	private final AttachOptions defaults = AttachOptions.defaults();

	@Test
	void joinsByDefaultWhatLxcUsersExpect() {
		assertThat(this.defaults.namespaces()).containsExactlyInAnyOrder(Kind.NETWORK, Kind.IPC, Kind.UTS, Kind.MOUNT);
		assertThat(this.defaults.timeout()).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "PID", "USER", "TIME" })
	void refusesWhatAThreadCannotJoin(Kind kind) {
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.defaults.withNamespaces(kind))
			.withMessageContaining(kind.name())
			.withMessageContaining("run a command instead");
	}

	@Test
	void refusesATimeThatIsOver() {
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.defaults.withTimeout(Duration.ZERO));
	}

	@Test
	void keepsWhatIsNotChanged() {
		AttachOptions options = this.defaults.withTimeout(Duration.ofSeconds(1))
			.withPreloaded(String.class)
			.withNamespaces(Kind.UTS);

		assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(1));
		assertThat(options.preloaded()).containsExactly(String.class);
		assertThat(options.namespaces()).containsExactly(Kind.UTS);
	}

}
