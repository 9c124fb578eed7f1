package io.github.containerd4j.embedded;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MountTableTests {

	@Test
	void findsMountsBelowTheDirectoryDeepestFirst() {
		List<String> mountInfo = List.of("27 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
				"44 27 0:39 / /tmp/ctd-1/a rw,relatime - overlay overlay rw",
				"45 44 0:40 / /tmp/ctd-1/a/b rw,relatime shared:1 - tmpfs tmpfs rw",
				"46 27 0:41 / /tmp/ctd-12/c rw,relatime - tmpfs tmpfs rw");

		assertThat(MountTable.below(Path.of("/tmp/ctd-1"), mountInfo)).containsExactly(Path.of("/tmp/ctd-1/a/b"),
				Path.of("/tmp/ctd-1/a"));
	}

	@Test
	void readsTheEscapesOfTheKernel() {
		List<String> mountInfo = List.of("44 27 0:39 / /d/a\\040b\\134$1 rw,relatime - tmpfs tmpfs rw");

		assertThat(MountTable.below(Path.of("/d"), mountInfo)).containsExactly(Path.of("/d/a b\\$1"));
	}

}
