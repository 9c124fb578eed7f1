package io.github.containerd4j.container;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.containerd4j.spec.RootFiles;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ImageFilesTests {

	private final List<String> read = new ArrayList<>();

	private final ImageFiles files = new ImageFiles();

	private List<String> content = List.of("root");

	private final RootFiles snapshot = (path) -> {
		this.read.add(path);
		return this.content;
	};

	@Test
	void readsAFileOfAnImageOnce() {
		assertThat(this.files.of("a", this.snapshot).readLines("/etc/passwd")).containsExactly("root");
		assertThat(this.files.of("a", this.snapshot).readLines("/etc/passwd")).containsExactly("root");
		this.files.of("a", this.snapshot).readLines("/etc/group");
		this.files.of("b", this.snapshot).readLines("/etc/passwd");

		assertThat(this.read).containsExactly("/etc/passwd", "/etc/group", "/etc/passwd");
	}

	@Test
	void keepsNoLargeFile() {
		this.content = Collections.nCopies(1001, "x");

		this.files.of("a", this.snapshot).readLines("/etc/passwd");
		this.files.of("a", this.snapshot).readLines("/etc/passwd");

		assertThat(this.read).hasSize(2);
	}

	@Test
	void keepsOnlySoManyFiles() {
		this.files.of("first", this.snapshot).readLines("/etc/passwd");
		for (int i = 0; i < 128; i++) {
			this.files.of("image" + i, this.snapshot).readLines("/etc/passwd");
		}
		this.read.clear();

		this.files.of("image127", this.snapshot).readLines("/etc/passwd");
		this.files.of("first", this.snapshot).readLines("/etc/passwd");

		assertThat(this.read).hasSize(1);
	}

}
