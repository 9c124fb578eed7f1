package io.github.containerd4j.sample.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The chains of the packet filter that the plugin {@code portmap} makes once for the
 * whole machine, and never removes.
 */
final class PortChains {

	private static final String SHARED = "CNI-HOSTPORT-";

	private static final String OF_CONTAINER = "CNI-DN-";

	private PortChains() {
	}

	static boolean exist() throws IOException {
		return rules().stream().anyMatch((rule) -> rule.contains(SHARED));
	}

	/**
	 * Removes them unless a container is published. All of it happens at once or not at
	 * all: the kernel removes no chain that has got a rule meanwhile.
	 */
	static void removeIfUnused() throws IOException {
		List<String> rules = rules();
		if (rules.stream().anyMatch((rule) -> rule.contains(OF_CONTAINER))) {
			return;
		}
		List<String> changes = new ArrayList<>(List.of("*nat"));
		rules.stream()
			.filter((rule) -> rule.startsWith("-A ") && rule.contains(SHARED))
			.map((rule) -> rule.replaceFirst("-A", "-D"))
			.forEach(changes::add);
		rules.stream()
			.filter((rule) -> rule.startsWith(":" + SHARED))
			.map((rule) -> "-X " + rule.substring(1, rule.indexOf(' ')))
			.forEach(changes::add);
		changes.add("COMMIT");
		Programs.run(String.join("\n", changes) + "\n", "iptables-restore", "--noflush");
	}

	private static List<String> rules() throws IOException {
		return Programs.run("", "iptables-save", "-t", "nat");
	}

}
