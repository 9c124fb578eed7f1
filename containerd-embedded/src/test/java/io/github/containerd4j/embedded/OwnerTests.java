package io.github.containerd4j.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class OwnerTests {

	@TempDir
	Path directory;

	@Test
	void thisJvmIsAlive() throws IOException {
		assertThat(Owner.current().isDead()).isFalse();
	}

	@Test
	void anOwnerIsReadAsItWasWritten() throws IOException {
		Path file = this.directory.resolve("owner");
		Owner.current().write(file);

		assertThat(Owner.read(file)).isEqualTo(Owner.current());
	}

	@Test
	void anotherProcessWithTheSameNumberIsNotTheOwner() throws IOException {
		Owner current = Owner.current();

		assertThat(new Owner(current.pid(), "1", current.pidNamespace()).isDead()).isTrue();
	}

	@Test
	void aProcessThatHasEndedIsDead() throws Exception {
		Process process = new ProcessBuilder("true").start();
		process.waitFor();

		assertThat(new Owner(process.pid(), "1", Owner.current().pidNamespace()).isDead()).isTrue();
	}

	@Test
	void nothingIsKnownOfAnotherPidNamespace() throws IOException {
		assertThat(new Owner(1, "1", "pid:[1]").isDead()).isFalse();
	}

	@Test
	void refusesAFileOfAnotherKind() throws IOException {
		Path file = Files.writeString(this.directory.resolve("owner"), "one two three");

		assertThatIOException().isThrownBy(() -> Owner.read(file)).withMessageContaining("no owner file");
	}

}
