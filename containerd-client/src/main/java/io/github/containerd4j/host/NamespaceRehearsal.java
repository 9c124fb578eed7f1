package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.containerd4j.spec.LinuxNamespace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins this process's own namespaces once, so that everything is loaded that joining
 * others takes: in another file system it would not be found, or, worse, something else
 * would be found in its place.
 *
 * @since 0.1.0
 */
public final class NamespaceRehearsal {

	private static final Logger logger = LoggerFactory.getLogger(NamespaceRehearsal.class);

	// nsswitch.conf(5): a database, and the services that are asked about it.
	private static final Pattern SERVICES = Pattern.compile("\\s*(?:hosts|passwd|group)\\s*:([^#]*).*");

	private static final Pattern ACTION = Pattern.compile("\\[[^]]*]");

	private NamespaceRehearsal() {
	}

	/**
	 * Does it, the first time it is called.
	 */
	public static void run() {
		Once.done();
	}

	/**
	 * The C library loads what looks up names when a name is looked up. A container must
	 * not be asked for such code.
	 */
	static List<String> nameServices(Path configuration) {
		try {
			return Files.readAllLines(configuration, StandardCharsets.ISO_8859_1)
				.stream()
				.map(SERVICES::matcher)
				.filter(Matcher::matches)
				.map((line) -> ACTION.matcher(line.group(1)).replaceAll(" ").strip())
				.flatMap((services) -> Pattern.compile("\\s+").splitAsStream(services))
				.filter((service) -> service.matches("\\w+"))
				.distinct()
				.toList();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private static void rehearse() {
		nameServices(Path.of("/etc/nsswitch.conf"))
			.forEach((service) -> Kernel.get().load("libnss_" + service + ".so.2"));
		ProcessNamespaces own = ProcessNamespaces
			.ofThisProcess(List.of(LinuxNamespace.Kind.NETWORK, LinuxNamespace.Kind.IPC, LinuxNamespace.Kind.UTS,
					LinuxNamespace.Kind.CGROUP, LinuxNamespace.Kind.MOUNT));
		try {
			NamespaceThread.start("containerd-attach-rehearsal", own, () -> Boolean.TRUE).await(null);
		}
		catch (ExecutionException | TimeoutException ex) {
			// Whoever wants to join others is told then.
			logger.debug("This process may not join its own namespaces", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Is initialised once.
	 */
	private static final class Once {

		static {
			rehearse();
		}

		private Once() {
		}

		static void done() {
			// Being called is enough.
		}

	}

}
