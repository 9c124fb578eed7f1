package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class RootedPathTests {

	@TempDir
	Path temporary;

	private Path root;

	@BeforeEach
	void makeRoot() throws IOException {
		this.root = Files.createDirectories(this.temporary.toRealPath().resolve("root"));
		Files.createDirectories(this.root.resolve("a/b"));
	}

	@Test
	void staysWhereItIsForAnEmptyPath() throws IOException {
		assertThat(RootedPath.resolve(this.root, "")).isEqualTo(this.root);
		assertThat(RootedPath.resolve(this.root, "/")).isEqualTo(this.root);
	}

	@Test
	void takesAbsolutePathsAsPathsInTheRoot() throws IOException {
		assertThat(RootedPath.resolve(this.root, "/a/b")).isEqualTo(this.root.resolve("a/b"));
	}

	@Test
	void doesNotLeaveTheRootByDots() throws IOException {
		assertThat(RootedPath.resolve(this.root, "../../etc")).isEqualTo(this.root.resolve("etc"));
		assertThat(RootedPath.resolve(this.root, "a/b/../../../../c")).isEqualTo(this.root.resolve("c"));
	}

	@Test
	void doesNotLeaveTheRootByLinks() throws IOException {
		Files.createSymbolicLink(this.root.resolve("absolute"), Path.of("/a"));
		Files.createSymbolicLink(this.root.resolve("a/upwards"), Path.of("../../../a/b"));

		assertThat(RootedPath.resolve(this.root, "absolute/b")).isEqualTo(this.root.resolve("a/b"));
		assertThat(RootedPath.resolve(this.root, "a/upwards/c")).isEqualTo(this.root.resolve("a/b/c"));
	}

	@Test
	void givesUpLinksThatGoInACircle() throws IOException {
		Files.createSymbolicLink(this.root.resolve("x"), Path.of("y"));
		Files.createSymbolicLink(this.root.resolve("y"), Path.of("x"));

		assertThatIOException().isThrownBy(() -> RootedPath.resolve(this.root, "x"))
			.withMessageContaining("symbolic links");
	}

}
