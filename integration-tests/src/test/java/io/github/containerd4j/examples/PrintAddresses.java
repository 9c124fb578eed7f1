package io.github.containerd4j.examples;

import java.io.PrintStream;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.container.Container;
import io.github.containerd4j.network.ContainerInterface;

/**
 * Prints the addresses of an interface of a container: pylxd's program about the state.
 */
final class PrintAddresses {

	private PrintAddresses() {
	}

	public static void main(String[] args) {
		try (ContainerdClient client = ContainerdClient.create()) {
			run(client.namespace(Namespace.DEFAULT).containers().get("my-container"), System.out);
		}
	}

	static void run(Container container, PrintStream out) {
		ContainerInterface eth0 = container.state().networkInterface("eth0").orElseThrow();
		for (ContainerInterface.Address address : eth0.addresses()) {
			out.println(address.address().getHostAddress() + "/" + address.prefixLength());
		}
	}

}
