package io.github.containerd4j.examples;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.List;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.container.ContainerService;
import io.github.containerd4j.network.NetworkSettings;
import io.github.containerd4j.spec.ContainerSpec;

/**
 * Makes a base container, clones it and installs a web server in the clone, clones that
 * again and prints where the website is: LXC's program about overlay clones. No file is
 * copied, each clone has only what it changed.
 */
final class BaseAndClones {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private BaseAndClones() {
	}

	public static void main(String[] args) {
		try (ContainerdClient client = ContainerdClient.create()) {
			ContainerSpec base = ContainerSpec.builder("base")
				.image("docker.io/library/debian:bookworm")
				.args("sh", "-c", "if command -v apachectl; then exec apachectl -D FOREGROUND; fi; exec sleep 86400")
				.network(NetworkSettings.cni())
				.build();
			run(client.namespace(Namespace.DEFAULT), base, "apt-get update && apt-get dist-upgrade -y",
					"apt-get install -y apache2", System.out);
		}
	}

	static void run(Namespace namespace, ContainerSpec spec, String update, String install, PrintStream out) {
		ContainerService containers = namespace.containers();
		if (!containers.exists("base")) {
			customize(containers.create(spec), update, out);
		}
		if (!containers.exists("web")) {
			customize(containers.get("base").copy("web"), install, out);
		}
		Container mysite = containers.get("web").copy("mysite");
		mysite.start();
		try {
			List<InetAddress> ips = mysite.ips(StandardProtocolFamily.INET, TIMEOUT);
			out.println("Website running at: http://" + ips.get(0).getHostAddress());
		}
		catch (DeadlineExceededException ex) {
			end(mysite);
		}
	}

	private static void customize(Container container, String script, PrintStream out) {
		container.start();
		container.ips(TIMEOUT);
		out.println(container.id() + ": " + container.attach("sh", "-c", script));
		end(container);
	}

	private static void end(Container container) {
		if (!container.shutdown(TIMEOUT)) {
			container.stop(Duration.ZERO);
		}
	}

}
