package io.github.containerd4j.sample.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.namespace.NamespaceInfo;
import io.github.containerd4j.sample.tree.NamespaceNode;
import io.github.containerd4j.sample.tree.TreeReader;

/**
 * Lists everything that {@code ctr namespaces}, {@code ctr containers} and
 * {@code ctr tasks} list, in one go.
 */
final class LsCommand implements Command {

	@Override
	public String help() {
		return """
				Usage: lsctr [OPTIONS]

				Lists the containers of all namespaces with their tasks.

				Options:
				  -a, --address ADDRESS   the daemon's socket (default: $CONTAINERD_ADDRESS, else
				                          /run/containerd/containerd.sock)
				  -n, --namespace NAME    only this namespace; may be repeated
				  -h, --help              print this text
				""";
	}

	@Override
	public Set<Option> options() {
		return Set.of(Option.ADDRESS, Option.NAMESPACE, Option.HELP);
	}

	@Override
	public int run(CommandLine options, Console console) {
		try (ContainerdClient client = Clients.open(options)) {
			Set<String> missing = new LinkedHashSet<>(options.all(Option.NAMESPACE));
			TreeReader reader = new TreeReader(client);
			boolean complete = true;
			TreePrinter printer = new TreePrinter(console);
			for (NamespaceInfo namespace : wanted(client.namespaces().list(), options)) {
				NamespaceNode node = reader.read(namespace);
				printer.print(node);
				missing.remove(namespace.name());
				complete &= node.problem() == null;
			}
			missing.forEach((name) -> console.err()
				.println("lsctr: there is no namespace " + console.printable().quoted(name)));
			return (complete && missing.isEmpty()) ? Commands.SUCCESS : Commands.FAILURE;
		}
	}

	private static List<NamespaceInfo> wanted(List<NamespaceInfo> all, CommandLine options) {
		List<String> names = options.all(Option.NAMESPACE);
		return all.stream().filter((namespace) -> names.isEmpty() || names.contains(namespace.name())).toList();
	}

}
