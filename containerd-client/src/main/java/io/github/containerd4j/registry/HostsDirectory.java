package io.github.containerd4j.registry;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.registry.RegistryTls.ClientCertificate;

/**
 * Finds what a directory of containerd's form says of a registry.
 */
record HostsDirectory(Path directory) implements RegistryHosts {

	@Override
	public List<RegistryHost> hosts(String domain) {
		Optional<Path> found = candidates(domain).map(this.directory::resolve).filter(Files::isDirectory).findFirst();
		if (found.isEmpty()) {
			return List.of(DefaultHosts.of(domain));
		}
		Path file = found.get().resolve("hosts.toml");
		if (Files.exists(file)) {
			return new HostsFile(file, domain).hosts();
		}
		return List.of(withCertificates(found.get(), DefaultHosts.of(domain)));
	}

	private static Stream<String> candidates(String domain) {
		if (domain.contains("/") || domain.startsWith(".")) {
			throw InvalidArgumentException.of("registry", domain, "it must not be a path");
		}
		int colon = domain.lastIndexOf(':');
		String withPort = (colon > 0) ? domain.substring(0, colon) + "_" + domain.substring(colon + 1) + "_" : domain;
		return Stream.of(withPort, domain, "_default");
	}

	private static RegistryHost withCertificates(Path directory, RegistryHost host) {
		List<Path> authorities = new ArrayList<>();
		List<ClientCertificate> certificates = new ArrayList<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{crt,cert}")) {
			for (Path file : files) {
				if (file.toString().endsWith(".crt")) {
					authorities.add(file);
				}
				else {
					certificates.add(pair(file));
				}
			}
		}
		catch (IOException ex) {
			throw InvalidArgumentException.of("registry host directory", directory.toString(),
					"it cannot be read: " + ex.getClass().getSimpleName());
		}
		if (authorities.isEmpty() && certificates.isEmpty()) {
			return host;
		}
		return host.withTls(new RegistryTls(authorities, certificates, host.tls().skipVerify()));
	}

	private static ClientCertificate pair(Path certificate) {
		String name = certificate.getFileName().toString();
		Path key = certificate.resolveSibling(name.substring(0, name.length() - ".cert".length()) + ".key");
		return new ClientCertificate(certificate, Files.exists(key) ? key : null);
	}

}
