package io.github.containerd4j.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CriuFailuresTests {

	@Test
	void tellsWhatToInstall() {
		ContainerdException answer = failed("runc did not terminate successfully: exit status 1: CRIU version check "
				+ "failed: exec: \"criu\": executable file not found in $PATH path= /x/criu-dump.log: unknown");

		ContainerdException told = CriuFailures.of("dump", answer);

		assertThat(told).isInstanceOf(CriuException.class).hasCause(answer);
		assertThat(told.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION);
		assertThat(told).hasMessageStartingWith("Tasks.Checkpoint task \"c\" in namespace \"n\": ")
			.hasMessageContaining("install the package criu");
	}

	@Test
	void quotesTheLastErrorsOfTheLog(@TempDir Path directory) throws Exception {
		Path log = directory.resolve("criu-dump.log");
		Files.writeString(log, """
				(00.1) fine
				(00.2) Error (a.c:1): first
				(00.3) Error (b.c:2): second
				(00.4) Error (c.c:3): third
				(00.5) Error (d.c:4): fourth
				""");

		ContainerdException told = CriuFailures.of("dump",
				failed("criu failed: type NOTIFY errno 0 path= " + log + ": unknown"));

		assertThat(told).isInstanceOf(CriuException.class)
			.hasMessageContaining("its log says: (00.3) Error (b.c:2): second | ")
			.hasMessageContaining("fourth")
			.hasMessageContaining("criu check")
			.message()
			.doesNotContain("first");
	}

	@Test
	void adviseWithoutTheLogToo() {
		assertThat(
				CriuFailures.of("restore", failed("criu failed: type NOTIFY errno 0\nlog file: /nowhere/restore.log")))
			.isInstanceOf(CriuException.class)
			.hasMessageContaining("criu check");
	}

	@Test
	void leavesOtherFailuresAlone() {
		ContainerdException answer = failed("something else");

		assertThat(CriuFailures.of("dump", answer)).isSameAs(answer);
	}

	private static ContainerdException failed(String text) {
		Failure failure = new Failure("Tasks.Checkpoint", "task", "c", "n", ErrorCode.UNKNOWN);
		return new ContainerdException(failure.describe() + ": UNKNOWN: " + text, failure, null);
	}

}
