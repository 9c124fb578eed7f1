package io.github.containerd4j.spring.autoconfigure.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.registry.RegistryHost;
import io.github.containerd4j.registry.RegistryHosts;
import io.github.containerd4j.registry.RegistryTls;
import io.github.containerd4j.registry.RegistryTls.ClientCertificate;
import io.github.containerd4j.spring.autoconfigure.image.ContainerdRegistryProperties.Host;
import io.github.containerd4j.spring.autoconfigure.image.ContainerdRegistryProperties.Registry;
import io.github.containerd4j.spring.autoconfigure.image.ContainerdRegistryProperties.Tls;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

import static io.github.containerd4j.spring.autoconfigure.diagnostics.InvalidContainerdPropertyException.named;

/**
 * The hosts of registries as the properties say them: those that are named, then those of
 * the directory, then the defaults.
 */
final class PropertiesRegistryHosts {

	private final @Nullable SslBundles bundles;

	private final RegistryHosts others;

	private PropertiesRegistryHosts(@Nullable SslBundles bundles, RegistryHosts others) {
		this.bundles = bundles;
		this.others = others;
	}

	static RegistryHosts of(ContainerdRegistryProperties properties, @Nullable SslBundles bundles) {
		Path directory = properties.getHostsDirectory();
		RegistryHosts others = (directory != null) ? RegistryHosts.directory(directory) : RegistryHosts.defaults();
		if (properties.getHosts().isEmpty()) {
			return others;
		}
		PropertiesRegistryHosts named = new PropertiesRegistryHosts(bundles, others);
		Map<String, List<RegistryHost>> hosts = new LinkedHashMap<>();
		properties.getHosts().forEach((name, registry) -> hosts.put(name, named.hosts(name, registry)));
		return RegistryHosts.of(hosts, others);
	}

	private List<RegistryHost> hosts(String name, Registry registry) {
		List<RegistryHost> hosts = new ArrayList<>();
		String prefix = "containerd.registry.hosts[" + name + "]";
		for (Host mirror : registry.getMirrors()) {
			String property = prefix + ".mirrors[" + hosts.size() + "]";
			hosts.add(adapt(property, mirror(property + ".address", mirror.getAddress()), mirror));
		}
		if (!registry.isMirrorsOnly()) {
			hosts.addAll(self(name, registry));
		}
		return hosts;
	}

	private static RegistryHost mirror(String property, @Nullable String address) {
		return named(property, () -> {
			if (!StringUtils.hasText(address)) {
				throw InvalidArgumentException.of("registry host", null, "a mirror needs an address");
			}
			return RegistryHost.of(address);
		});
	}

	private List<RegistryHost> self(String name, Registry registry) {
		String address = registry.getAddress();
		String property = "containerd.registry.hosts[" + name + "]";
		List<RegistryHost> self = StringUtils.hasText(address)
				? List.of(named(property + ".address", () -> RegistryHost.of(address))) : this.others.hosts(name);
		return self.stream().map((host) -> adapt(property, host, registry)).toList();
	}

	private RegistryHost adapt(String property, RegistryHost host, Host properties) {
		RegistryHost adapted = named(property + ".capabilities",
				() -> host.withCapabilities(properties.getCapabilities()));
		RegistryTls tls = tls(properties.getTls());
		RegistryHost withTls = (tls != null) ? adapted.withTls(tls) : adapted;
		Map<String, List<String>> headers = new LinkedHashMap<>();
		properties.getHeaders().forEach((header, value) -> headers.put(header, List.of(value)));
		return headers.isEmpty() ? withTls : named(property + ".headers", () -> withTls.withHeaders(headers));
	}

	private @Nullable RegistryTls tls(Tls properties) {
		String bundle = properties.getBundle();
		if (StringUtils.hasText(bundle)) {
			Assert.state(this.bundles != null, "an SSL bundle is named for a registry but there are none");
			return RegistryTls.of(this.bundles.getBundle(bundle).createSslContext());
		}
		Path authority = properties.getCa();
		Path certificate = properties.getCertificate();
		if (authority == null && certificate == null && !properties.isSkipVerify()) {
			return null;
		}
		return new RegistryTls((authority != null) ? List.of(authority) : List.of(),
				(certificate != null) ? List.of(new ClientCertificate(certificate, properties.getKey())) : List.of(),
				properties.isSkipVerify());
	}

}
