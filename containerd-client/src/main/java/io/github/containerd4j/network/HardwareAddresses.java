package io.github.containerd4j.network;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.host.NamespaceThread;
import io.github.containerd4j.host.ProcessNamespaces;
import io.github.containerd4j.spec.LinuxNamespace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hardware addresses of the interfaces of a network namespace, which the kernel tells
 * only those that are in it.
 */
final class HardwareAddresses {

	private static final Logger logger = LoggerFactory.getLogger(HardwareAddresses.class);

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private HardwareAddresses() {
	}

	/**
	 * Reads the addresses as far as this process may.
	 * @param pid a process in the namespace
	 * @return addresses by the names of their interfaces; those that have none are left
	 * out
	 */
	static Map<String, String> read(long pid) {
		try {
			ProcessNamespaces namespaces = ProcessNamespaces.open(pid, List.of(LinuxNamespace.Kind.NETWORK));
			return NamespaceThread.start("containerd-interfaces", namespaces, HardwareAddresses::own).await(LIMIT);
		}
		catch (ContainerdException | ExecutionException | TimeoutException ex) {
			logger.debug("The hardware addresses of process {} are not known", pid, ex);
			return Map.of();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Map.of();
		}
	}

	private static Map<String, String> own() throws SocketException {
		Map<String, String> addresses = new TreeMap<>();
		for (NetworkInterface link : NetworkInterface.networkInterfaces().toList()) {
			byte[] address = link.getHardwareAddress();
			if (address != null) {
				addresses.put(link.getName(), HexFormat.ofDelimiter(":").formatHex(address));
			}
		}
		return addresses;
	}

}
