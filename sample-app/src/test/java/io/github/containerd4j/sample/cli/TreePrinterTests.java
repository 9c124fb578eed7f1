package io.github.containerd4j.sample.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.sample.tree.ContainerNode;
import io.github.containerd4j.sample.tree.NamespaceNode;
import io.github.containerd4j.sample.tree.TaskNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TreePrinterTests {

	private static final Instant CREATED = Instant.parse("2026-11-21T10:11:12.345Z");

	private static final Instant UPDATED = Instant.parse("2026-11-22T01:02:03Z");

	private static final ContainerNode RUNNING = new ContainerNode("web", new TaskNode(42, "RUNNING", null, null),
			"docker.io/library/nginx:1", "io.containerd.runc.v2", "overlayfs", "web", Map.of("team", "größe"), CREATED,
			UPDATED);

	private static final ContainerNode STOPPED = new ContainerNode("job", new TaskNode(43, "STOPPED", 3, UPDATED), null,
			null, null, null, Map.of(), null, null);

	private static final NamespaceNode NAMESPACE = new NamespaceNode("demo", Map.of("owner", "a\nb"),
			List.of(RUNNING, STOPPED), null);

	@Test
	void drawsATreeWhereTheTerminalHasTheSymbols() {
		assertThat(print(NAMESPACE, StandardCharsets.UTF_8)).isEqualTo("""
				demo (2 containers)
				│  labels    "owner" = "a\\nb"
				├─ ● web
				│    task      pid 42, RUNNING
				│    image     docker.io/library/nginx:1
				│    runtime   io.containerd.runc.v2
				│    snapshot  overlayfs web
				│    labels    "team" = "größe"
				│    created   2026-11-21T10:11:12Z
				│    updated   2026-11-22T01:02:03Z
				└─ ○ job
				     task      pid 43, STOPPED with status 3 at 2026-11-22T01:02:03Z
				""");
	}

	@Test
	void drawsWithAsciiElsewhere() {
		assertThat(print(NAMESPACE, StandardCharsets.US_ASCII)).isEqualTo("""
				demo (2 containers)
				|  labels    "owner" = "a\\nb"
				|- * web
				|    task      pid 42, RUNNING
				|    image     docker.io/library/nginx:1
				|    runtime   io.containerd.runc.v2
				|    snapshot  overlayfs web
				|    labels    "team" = "gr\\u00f6\\u00dfe"
				|    created   2026-11-21T10:11:12Z
				|    updated   2026-11-22T01:02:03Z
				`- o job
				     task      pid 43, STOPPED with status 3 at 2026-11-22T01:02:03Z
				""");
	}

	@Test
	void showsANamespaceWithoutContainers() {
		assertThat(print(new NamespaceNode("empty", Map.of(), List.of(), null), StandardCharsets.UTF_8))
			.isEqualTo("empty (0 containers)\n");
	}

	@Test
	void showsAContainerWithoutATask() {
		ContainerNode idle = new ContainerNode("idle", null, null, null, null, null, Map.of(), null, null);

		assertThat(print(new NamespaceNode("one", Map.of(), List.of(idle), null), StandardCharsets.UTF_8)).isEqualTo("""
				one (1 container)
				└─ ○ idle
				     task      none
				""");
	}

	@Test
	void tellsThatTasksAreNotKnown() {
		ContainerNode some = new ContainerNode("some", null, null, null, null, null, Map.of(), null, null);

		assertThat(
				print(new NamespaceNode("one", Map.of(), List.of(some), "no answer\nin time"), StandardCharsets.UTF_8))
			.isEqualTo("""
					one (1 container)
					│  problem   no answer\\nin time
					└─ ○ some
					     task      unknown
					""");
	}

	@Test
	void foreignTextCannotSteerTheTerminal() {
		ContainerNode hostile = new ContainerNode("x", null, "image\u001b[2J", null, null, null,
				Map.of("\u001b]0;title\u0007", "\u009b1m"), null, null);

		assertThat(print(new NamespaceNode("one", Map.of(), List.of(hostile), null), StandardCharsets.UTF_8))
			.contains("image\\u001b[2J")
			.contains("\"\\u001b]0;title\\u0007\" = \"\\u009b1m\"")
			.doesNotContain("\u001b", "\u0007", "\u009b");
	}

	private static String print(NamespaceNode namespace, Charset charset) {
		RecordingConsole recorder = new RecordingConsole(charset);
		new TreePrinter(recorder.console()).print(namespace);
		recorder.console().out().flush();
		return recorder.out();
	}

}
