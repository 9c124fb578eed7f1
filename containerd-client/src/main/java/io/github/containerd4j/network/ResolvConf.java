package io.github.containerd4j.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The file {@code /etc/resolv.conf} of a container: what its settings say, else what its
 * networks say, else what the machine has.
 */
final class ResolvConf {

	private static final Path MACHINE = Path.of("/etc/resolv.conf");

	// systemd-resolved keeps the real servers here, and itself as the only one above.
	private static final Path SYSTEMD = Path.of("/run/systemd/resolve/resolv.conf");

	private ResolvConf() {
	}

	static String text(Dns wanted, List<CniResult> results) throws IOException {
		Dns given = merged(results);
		Dns dns = new Dns(first(wanted.nameservers(), given.nameservers()),
				(wanted.domain() != null) ? wanted.domain() : given.domain(), first(wanted.search(), given.search()),
				first(wanted.options(), given.options()));
		if (dns.nameservers().isEmpty()) {
			List<String> machine = new ArrayList<>(machine());
			machine.removeIf((line) -> isReplaced(line, dns));
			machine.addAll(lines(dns));
			return text(machine);
		}
		return text(lines(dns));
	}

	private static Dns merged(List<CniResult> results) {
		Set<String> nameservers = new LinkedHashSet<>();
		Set<String> search = new LinkedHashSet<>();
		Set<String> options = new LinkedHashSet<>();
		String domain = null;
		for (CniResult result : results) {
			nameservers.addAll(result.dns().nameservers());
			search.addAll(result.dns().search());
			options.addAll(result.dns().options());
			domain = (domain != null) ? domain : result.dns().domain();
		}
		return new Dns(List.copyOf(nameservers), domain, List.copyOf(search), List.copyOf(options));
	}

	private static List<String> first(List<String> wanted, List<String> given) {
		return wanted.isEmpty() ? given : wanted;
	}

	private static List<String> lines(Dns dns) {
		List<String> lines = new ArrayList<>();
		dns.nameservers().forEach((server) -> lines.add("nameserver " + server));
		if (dns.domain() != null) {
			lines.add("domain " + dns.domain());
		}
		if (!dns.search().isEmpty()) {
			lines.add("search " + String.join(" ", dns.search()));
		}
		if (!dns.options().isEmpty()) {
			lines.add("options " + String.join(" ", dns.options()));
		}
		return lines;
	}

	// A server on the machine's loopback interface is another one in the container.
	private static List<String> machine() throws IOException {
		List<String> lines = usable(MACHINE);
		if (lines.stream().noneMatch((line) -> line.startsWith("nameserver")) && Files.exists(SYSTEMD)) {
			return usable(SYSTEMD);
		}
		return lines;
	}

	private static List<String> usable(Path file) throws IOException {
		if (!Files.exists(file)) {
			return List.of();
		}
		return Files.readAllLines(file)
			.stream()
			.filter((line) -> !line.isBlank() && !line.startsWith("#") && !line.startsWith(";"))
			.filter((line) -> !line.matches("nameserver\\s+(127\\..*|::1\\s*)"))
			.toList();
	}

	private static boolean isReplaced(String line, Dns dns) {
		boolean search = !dns.search().isEmpty() || dns.domain() != null;
		return search && (line.startsWith("search") || line.startsWith("domain"))
				|| !dns.options().isEmpty() && line.startsWith("options");
	}

	private static String text(List<String> lines) {
		return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
	}

}
