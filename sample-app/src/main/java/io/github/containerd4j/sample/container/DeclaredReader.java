package io.github.containerd4j.sample.container;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.network.PortMapping;
import io.github.containerd4j.spring.container.DeclaredContainerStatus;
import io.github.containerd4j.spring.container.DeclaredContainers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Reads how the containers do that the application declares.
 */
@Component
public class DeclaredReader {

	private final ContainerdClient client;

	private final ObjectProvider<DeclaredContainers> declared;

	DeclaredReader(ContainerdClient client, ObjectProvider<DeclaredContainers> declared) {
		this.client = client;
		this.declared = declared;
	}

	/**
	 * Reads them all.
	 * @return the containers, in the order of their start
	 */
	public List<DeclaredNode> read() {
		return this.declared.stream().flatMap((containers) -> containers.status().stream()).map(this::read).toList();
	}

	/**
	 * Reads one of them.
	 * @param namespace the namespace
	 * @param id the identifier
	 * @return the container; empty if it is not declared
	 */
	Optional<DeclaredNode> find(String namespace, String id) {
		return this.declared.stream()
			.flatMap((containers) -> containers.status().stream())
			.filter((status) -> status.namespace().equals(namespace) && status.container().equals(id))
			.findFirst()
			.map(this::read);
	}

	private DeclaredNode read(DeclaredContainerStatus status) {
		Map<String, String> probes = new TreeMap<>();
		status.probes().forEach((name, probe) -> probes.put(name, word(probe.state())));
		Optional<Container> container = this.client.namespace(status.namespace()).containers().find(status.container());
		return new DeclaredNode(status.namespace(), status.container(), word(status.phase()),
				probes.isEmpty() ? "" : word(status.probeState()), probes,
				container.map(DeclaredReader::addresses).orElse(List.of()),
				container.map(DeclaredReader::ports).orElse(List.of()));
	}

	static List<String> addresses(Container container) {
		try {
			return container.ips().stream().map(InetAddress::getHostAddress).toList();
		}
		catch (ContainerdException ex) {
			// The daemon of another machine does not tell them.
			return List.of();
		}
	}

	private static List<String> ports(Container container) {
		return container.network().settings().ports().stream().map(DeclaredReader::describe).toList();
	}

	private static String describe(PortMapping port) {
		String address = (port.hostAddress() != null) ? port.hostAddress() + ":" : "";
		return address + port.hostPort() + " to " + port.containerPort() + "/" + port.protocol();
	}

	private static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
