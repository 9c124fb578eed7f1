package io.github.containerd4j.registry;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows which hosts serve a registry. Asked for each operation.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RegistryHosts {

	/**
	 * The hosts of a registry.
	 * @param domain the registry in a reference, with its port if it has one:
	 * {@code docker.io}, {@code localhost:5000}
	 * @return the hosts in the order in which they are tried: mirrors first, the registry
	 * last. Empty if it must not be used at all
	 * @throws io.github.containerd4j.InvalidArgumentException if they are configured
	 * wrongly
	 */
	List<RegistryHost> hosts(String domain);

	/**
	 * Each registry serves itself, and {@code registry-1.docker.io} serves
	 * {@code docker.io}. TLS is spoken with all but this machine ({@code localhost},
	 * {@code 127.0.0.0/8}, {@code [::1]}): there it is plain HTTP on port 80, and on
	 * another port TLS, without verifying the certificate, or else plain HTTP. This is
	 * what containerd does.
	 * @return the hosts
	 */
	static RegistryHosts defaults() {
		return (domain) -> List.of(DefaultHosts.of(domain));
	}

	/**
	 * A directory as containerd's {@code config_path} and {@code --hosts-dir} use it. The
	 * first of the directories {@code HOST_PORT_}, {@code HOST:PORT} and {@code _default}
	 * that exists is read: {@code hosts.toml} in it, or, as Docker does, the certificates
	 * {@code *.crt}, {@code *.cert} and {@code *.key}. Unlike containerd, which then
	 * ignores it, a broken file is an error. A registry without a directory has the
	 * defaults.
	 * @param directory the directory; it need not exist
	 * @return the hosts
	 */
	static RegistryHosts directory(Path directory) {
		return new HostsDirectory(directory);
	}

	/**
	 * Hosts of some registries; all others have the defaults.
	 * @param hosts the hosts by registry, in order
	 * @return the hosts
	 */
	static RegistryHosts of(Map<String, List<RegistryHost>> hosts) {
		return of(hosts, defaults());
	}

	/**
	 * Hosts of some registries.
	 * @param hosts the hosts by registry, in order
	 * @param others knows the hosts of the others
	 * @return the hosts
	 */
	static RegistryHosts of(Map<String, List<RegistryHost>> hosts, RegistryHosts others) {
		Map<String, List<RegistryHost>> byName = new LinkedHashMap<>();
		hosts.forEach((domain, list) -> byName.put(RegistryNames.canonical(domain), List.copyOf(list)));
		return (domain) -> {
			List<RegistryHost> known = byName.get(RegistryNames.canonical(domain));
			return (known != null) ? known : others.hosts(domain);
		};
	}

}
