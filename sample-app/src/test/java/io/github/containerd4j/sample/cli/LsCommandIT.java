package io.github.containerd4j.sample.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.embedded.BusyboxImage;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DaemonTest
class LsCommandIT {

	private static final Pattern CONTAINER = Pattern.compile("[├└]─ [●○] (\\S+)\\n.*?task +(?:pid (\\d+), (\\w+)|none)",
			Pattern.DOTALL);

	private final RecordingConsole recorder = RecordingConsole.utf8();

	private final TestDaemon daemon;

	private final List<Namespace> namespaces;

	LsCommandIT(TestDaemon daemon) {
		this.daemon = daemon;
		this.namespaces = List.of(daemon.newNamespace(), daemon.newNamespace(), daemon.newNamespace());
	}

	@BeforeEach
	void createContainers() {
		this.namespaces.forEach(this.daemon::importBusybox);
		ctr(0, "run", "--detach", "--null-io", "--label", "team=blue", BusyboxImage.REFERENCE, "one", "sleep", "600");
		ctr(0, "run", "--detach", "--null-io", BusyboxImage.REFERENCE, "two", "sleep", "600");
		ctr(0, "tasks", "pause", "two");
		ctr(1, "containers", "create", BusyboxImage.REFERENCE, "three", "true");
		ctr(2, "run", "--detach", "--null-io", BusyboxImage.REFERENCE, "four", "sleep", "600");
	}

	@AfterEach
	void remove() {
		this.namespaces.forEach(this.daemon::remove);
	}

	@Test
	void listsWhatCtrListsInAllNamespaces() {
		assertThat(ls()).isZero();

		String output = this.recorder.out();
		assertThat(output.lines().filter((line) -> line.matches("\\S+ \\(\\d+ containers?\\)")))
			.map((line) -> line.split(" ")[0])
			.containsExactlyElementsOf(this.daemon.ctr("namespaces", "list", "-q").lines().toList());
		assertThat(this.namespaces).allSatisfy((namespace) -> assertThat(containers(section(output, namespace)))
			.isEqualTo(containersOfCtr(namespace)));
	}

	@Test
	void tellsImageRuntimeSnapshotAndLabels() {
		assertThat(ls("--namespace", this.namespaces.get(0).name())).isZero();

		assertThat(this.recorder.out()).contains("image     " + BusyboxImage.REFERENCE)
			.contains("runtime   io.containerd.runc.v2")
			.contains("snapshot  overlayfs one")
			.contains("\"team\" = \"blue\"")
			.containsPattern("created   20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
	}

	@Test
	void listsOnlyTheNamespacesThatAreAskedFor() {
		assertThat(ls("-n", this.namespaces.get(1).name(), "-n", "no-such-namespace")).isEqualTo(1);

		assertThat(containers(this.recorder.out())).containsOnlyKeys("three");
		assertThat(this.recorder.err()).isEqualTo("lsctr: there is no namespace \"no-such-namespace\"\n");
	}

	@Test
	void listsContainersAlthoughTheirShimsAreFrozen() throws Exception {
		String namespace = this.namespaces.get(0).name();
		signal("STOP", shimsOf(namespace));
		try {
			assertThat(ls("--namespace", namespace)).isEqualTo(1);

			assertThat(this.recorder.out()).contains("─ ○ one", "─ ○ two", "problem   Tasks.List", "task      unknown");
		}
		finally {
			signal("CONT", shimsOf(namespace));
		}
	}

	private static List<String> shimsOf(String namespace) {
		return ProcessHandle.allProcesses()
			.filter((process) -> process.info().commandLine().orElse("").contains("-namespace " + namespace + " -id "))
			.map((process) -> Long.toString(process.pid()))
			.toList();
	}

	private static void signal(String name, List<String> processes) throws Exception {
		List<String> command = new ArrayList<>(List.of("kill", "-" + name));
		command.addAll(processes);
		assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
	}

	private int ls(String... arguments) {
		List<String> all = new ArrayList<>(List.of("--address", this.daemon.address()));
		all.addAll(List.of(arguments));
		return Commands.run("lsctr", new LsCommand(), all, this.recorder.console());
	}

	private String ctr(int namespace, String... arguments) {
		return this.daemon.ctr(this.namespaces.get(namespace), arguments);
	}

	private static String section(String output, Namespace namespace) {
		String rest = output.substring(output.indexOf(namespace.name() + " ("));
		Matcher next = Pattern.compile("\\n(?=\\S+ \\(\\d+ containers?\\)\\n)").matcher(rest);
		return next.find() ? rest.substring(0, next.start()) : rest;
	}

	private static Map<String, String> containers(String section) {
		return CONTAINER.matcher(section)
			.results()
			.collect(Collectors.toMap((match) -> match.group(1),
					(match) -> (match.group(2) != null) ? match.group(2) + " " + match.group(3) : "none"));
	}

	private Map<String, String> containersOfCtr(Namespace namespace) {
		Map<String, String> tasks = this.daemon.ctr(namespace, "tasks", "list")
			.lines()
			.skip(1)
			.map((line) -> line.split("\\s+"))
			.collect(Collectors.toMap((fields) -> fields[0], (fields) -> fields[1] + " " + fields[2]));
		return this.daemon.ctr(namespace, "containers", "list", "-q")
			.lines()
			.collect(Collectors.toMap((id) -> id, (id) -> tasks.getOrDefault(id, "none")));
	}

}
