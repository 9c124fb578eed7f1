package io.github.containerd4j.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedContainerdBuilderTests {

	@TempDir
	Path programs;

	@TempDir
	Path parent;

	@BeforeEach
	void linkPrograms() throws Exception {
		script("containerd", "echo containerd x v9.8.7 y");
		script("containerd-shim-runc-v2", "exit 0");
		script("runc", "exit 0");
	}

	@Test
	void saysWhatToInstallWithoutContainerd() throws Exception {
		Files.delete(this.programs.resolve("containerd"));

		assertThatExceptionOfType(EmbeddedContainerdException.class).isThrownBy(() -> builder().start())
			.withMessage("there is no program 'containerd' on the search path %s;"
					+ " install it (Debian and Ubuntu: apt-get install containerd)", this.programs);
	}

	@Test
	void saysWhatToInstallWithoutRunc() throws Exception {
		Files.delete(this.programs.resolve("runc"));

		assertThatExceptionOfType(EmbeddedContainerdException.class).isThrownBy(() -> builder().start())
			.withMessageContaining("there is no program 'runc'")
			.withMessageContaining("apt-get install runc");
	}

	@Test
	void saysWhichNamedProgramIsMissing() {
		Path empty = this.parent.resolve("bin");

		assertThatExceptionOfType(EmbeddedContainerdException.class)
			.isThrownBy(() -> builder().binDirectory(empty).start())
			.withMessageStartingWith("there is no program " + empty.resolve("containerd"));
	}

	@Test
	void readsTheVersionOfAProgram() {
		assertThat(EmbeddedContainerd.versionIn(this.programs)).isEqualTo("9.8.7");
	}

	private EmbeddedContainerdBuilder builder() {
		return EmbeddedContainerd.builder().searchPath(this.programs.toString()).parent(this.parent);
	}

	private void script(String name, String body) throws Exception {
		Path file = Files.writeString(this.programs.resolve(name), "#!/bin/sh\n" + body + "\n");
		assertThat(file.toFile().setExecutable(true)).isTrue();
	}

}
