package io.github.containerd4j.examples;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages for users of LXC, LXD and Docker name what exists.
 */
class ComingFromTests {

	private static final Path DOCS = Path.of("../docs");

	private static final String LXC = "coming-from-lxc.md";

	@ParameterizedTest
	@CsvSource({ "coming-from-lxc.md, c", "coming-from-docker-java.md, container" })
	void namesMethodsOfContainersThatExist(String page, String variable) throws IOException {
		assertThat(methods(Container.class)).containsAll(called(page, variable));
	}

	@Test
	void namesMethodsOfServicesAndTasksThatExist() throws IOException {
		assertThat(methods(ContainerService.class)).containsAll(called(LXC, "containers"));
		assertThat(methods(Task.class)).containsAll(called("coming-from-docker-java.md", "task"));
	}

	private static Set<String> called(String page, String variable) throws IOException {
		// What is on the left is theirs, and has another letter case or no parentheses.
		Set<String> called = new TreeSet<>();
		for (String line : Files.readAllLines(DOCS.resolve(page))) {
			String ours = line.startsWith("|") ? line.substring(line.lastIndexOf(" | ", line.length() - 3)) : line;
			Pattern.compile("(?<![\\w.])" + variable + "\\.(\\w+)\\(")
				.matcher(ours)
				.results()
				.map((MatchResult match) -> match.group(1))
				.forEach(called::add);
		}
		assertThat(called).isNotEmpty();
		return called;
	}

	private static Set<String> methods(Class<?> type) {
		return new TreeSet<>(Arrays.stream(type.getMethods()).map(Method::getName).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "list_containers", "c.defined", "is_defined", "create", "createl", "c.start()", "c.state",
			"c.running", "c.init_pid", "c.wait", "c.shutdown(30)", "c.stop()", "c.freeze()", "c.unfreeze()", "get_ips",
			"get_interfaces", "attach_wait(function)", "attach_run_command", "LXC_ATTACH_", "console",
			"get_cgroup_item", "set_cgroup_item", "get_running_config_item", "LXC_CLONE_SNAPSHOT", "c.destroy()",
			"lxc_container_put" })
	void tellsWhatEachCallOfLxcIs(String call) throws IOException {
		assertThat(Files.readString(DOCS.resolve(LXC))).contains(call);
	}

	@ParameterizedTest
	@ValueSource(strings = { "containers.exists(", ".all()", ".get(name)", ".create(config", "`architecture`",
			"`config`", "`created_at`", "`devices`", "`ephemeral`", "`expanded_config`", "`expanded_devices`", "`name`",
			"`description`", "`profiles`", "`status`", "`last_used_at`", "`status_code`", "`stateful`", "`rename(",
			"`save()`", "`state()`", "`start`", "`stop(", "`restart`", "`freeze`", "`unfreeze`", "`execute(",
			"`raw_interactive_execute(", "`migrate(", "live=True", "`publish(", "`restore_snapshot(", "`delete()`",
			"snapshots.all()", "snapshots.create(", "snapshot.rename(", ".delete()`", "snapshot.restore()",
			"`.publish()`", "files.put(", "files.delete_available()" })
	void tellsWhatEachAttributeAndMethodOfPylxdIs(String name) throws IOException {
		assertThat(Files.readString(DOCS.resolve(LXC))).contains(name);
	}

}
