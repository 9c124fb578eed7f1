package io.github.containerd4j.sample.cli;

import java.time.Duration;
import java.util.Set;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Filter;
import io.github.containerd4j.event.EventSubscription;
import io.github.containerd4j.event.SubscribeOptions;

/**
 * Prints events until it is interrupted or nobody reads any more.
 */
final class WatchCommand implements Command {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	@Override
	public String help() {
		return """
				Usage: watchctr [OPTIONS]

				Prints the daemon's events, one a line: time, namespace, topic, and the event's fields.
				Stays when the daemon restarts, and marks where events may be missing. Ctrl-C ends it.

				Options:
				  -a, --address ADDRESS   the daemon's socket (default: $CONTAINERD_ADDRESS, else
				                          /run/containerd/containerd.sock)
				  -n, --namespace NAME    only events of this namespace; may be repeated
				  -f, --filter FILTER     only events that match, such as 'topic~=^/tasks/' or
				                          event.container_id==web; repeated ones are alternatives
				  -h, --help              print this text
				""";
	}

	@Override
	public Set<Option> options() {
		return Set.of(Option.ADDRESS, Option.NAMESPACE, Option.FILTER, Option.HELP);
	}

	@Override
	public int run(CommandLine options, Console console) throws InterruptedException {
		EventPrinter printer = new EventPrinter(console);
		SubscribeOptions wanted = SubscribeOptions.defaults()
			.withNamespaces(options.all(Option.NAMESPACE).toArray(String[]::new))
			.withFilters(Filter.parseAll(options.all(Option.FILTER).toArray(String[]::new)));
		try (ContainerdClient client = Clients.open(options)) {
			// A daemon that is not there now is rather a mistake than worth waiting for.
			client.version().get();
			try (EventSubscription subscription = client.events().subscribe(wanted, printer)) {
				subscription.awaitConnected(CONNECT_TIMEOUT);
				console.err().println("watching " + client.address());
				printer.awaitEnd();
				return Commands.FAILURE;
			}
		}
	}

}
