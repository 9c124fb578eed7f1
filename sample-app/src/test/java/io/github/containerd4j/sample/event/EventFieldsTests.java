package io.github.containerd4j.sample.event;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.event.ContainerCreate;
import io.github.containerd4j.event.NamespaceCreate;
import io.github.containerd4j.event.TaskCreate;
import io.github.containerd4j.event.TaskDelete;
import io.github.containerd4j.event.UnknownEvent;
import io.github.containerd4j.snapshot.Mount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class EventFieldsTests {

	@Test
	void namesFieldsAsContainerdDoes() {
		assertThat(EventFields.of(new ContainerCreate("web", "nginx:1", RuntimeOptions.of("io.containerd.runc.v2"))))
			.containsExactly(entry("container_id", "web"), entry("image", "nginx:1"),
					entry("runtime.name", "io.containerd.runc.v2"));
	}

	@Test
	void leavesOutWhatIsEmpty() {
		assertThat(EventFields.of(new TaskDelete("web", "", 42, 0, null))).containsExactly(entry("container_id", "web"),
				entry("pid", "42"), entry("exit_status", "0"));
	}

	@Test
	void numbersTheElementsOfLists() {
		Mount mount = new Mount("overlay", "overlay", null, List.of("ro", "index=off"));

		assertThat(EventFields.of(new TaskCreate("web", null, List.of(mount), null, null, 42))).contains(
				entry("rootfs[0].type", "overlay"), entry("rootfs[0].options[1]", "index=off"), entry("pid", "42"));
	}

	@Test
	void namesTheKeysOfMaps() {
		assertThat(EventFields.of(new NamespaceCreate("demo", Map.of("a/b", "c"))))
			.containsExactly(entry("name", "demo"), entry("labels.a/b", "c"));
	}

	@Test
	void tellsOfUnknownBytesOnlyTheirTypeAndSize() {
		assertThat(EventFields.of(new UnknownEvent(TypedValue.of("my.Type", new byte[3]))))
			.containsExactly(entry("value", "my.Type (3 bytes)"));
	}

}
