package io.github.containerd4j.container;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RuncOptionsTests {

	@Test
	void everyOptionSurvivesTheWire() {
		RuncOptions options = RuncOptions.builder()
			.noPivotRoot()
			.noNewKeyring()
			.shimCgroup("/shims")
			.ioOwner(1000, -2)
			.binaryName("crun")
			.root("/run/other")
			.systemdCgroup()
			.criuPath("/opt/criu")
			.criuImagePath("/dump")
			.criuWorkPath("/logs")
			.taskApi("unix:///run/task.sock", 3)
			.build();

		assertThat(options).isEqualTo(new RuncOptions(true, true, "/shims", 1000, -2, "crun", "/run/other", true,
				"/opt/criu", "/dump", "/logs", "unix:///run/task.sock", 3));
		assertThat(RuncOptions.of(options.toTypedValue())).isEqualTo(options);
	}

	@Test
	void defaultsSayNothing() {
		TypedValue defaults = RuncOptions.builder().build().toTypedValue();

		assertThat(defaults.typeUrl()).isEqualTo("containerd.runc.v1.Options");
		assertThat(defaults.size()).isZero();
		assertThat(RuncOptions.of(defaults).binaryName()).isNull();
	}

	@Test
	void optionsMakeARuntime() {
		RuntimeOptions runtime = RuncOptions.builder().systemdCgroup().build().toRuntime();

		assertThat(runtime.name()).isEqualTo("io.containerd.runc.v2");
		assertThat(runtime.options()).isNotNull();
	}

	@Test
	void optionsOfAnotherRuntimeAreRefused() {
		TypedValue other = ShimOptions.ofFile("io.containerd.runsc.v1.options", "/etc/runsc.toml").toTypedValue();

		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> RuncOptions.of(other))
			.withMessageContaining("expected the type containerd.runc.v1.Options");
	}

}
