package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BusyboxImageTests {

	@TempDir
	Path directory;

	@Test
	void refusesABusyboxThatNeedsSharedLibraries() {
		assertThatExceptionOfType(EmbeddedContainerdException.class)
			.isThrownBy(() -> BusyboxImage.of(Path.of("/bin/sh")))
			.withMessage("/bin/sh needs shared libraries; install busybox-static in its place");
	}

	@Test
	void refusesAProgramThatIsNoBusybox() throws IOException {
		Path program = this.directory.resolve("busybox");
		Files.write(program, "#!/bin/sh\necho oops >&2; exit 3\n".getBytes(StandardCharsets.UTF_8));
		assertThat(program.toFile().setExecutable(true)).isTrue();

		assertThatExceptionOfType(EmbeddedContainerdException.class).isThrownBy(() -> BusyboxImage.of(program))
			.withMessage(program + " --list failed: oops");
	}

}
