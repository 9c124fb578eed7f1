package io.github.containerd4j.registry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.electronwill.nightconfig.core.UnmodifiableConfig;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.registry.RegistryTls.ClientCertificate;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a {@code hosts.toml} has for one host. Whatever is wrong is told with the
 * file and the key.
 *
 * @param file the file
 * @param prefix what comes before a key in messages
 * @param table the keys and their values
 */
record HostTable(Path file, String prefix, UnmodifiableConfig table) {

	RegistryHost apply(RegistryHost host) {
		try {
			Duration dialTimeout = dialTimeout();
			return new RegistryHost(host.root(), capabilities(host), tls(host), host.plainFallback(), headers(),
					(dialTimeout != null) ? dialTimeout : host.connectTimeout());
		}
		catch (InvalidArgumentException ex) {
			throw (ex.failure().kind().equals("registry host")) ? invalid("", String.valueOf(ex.getMessage())) : ex;
		}
	}

	boolean overridesPath() {
		return Boolean.TRUE.equals(flag("override_path"));
	}

	private Set<HostCapability> capabilities(RegistryHost host) {
		List<String> names = strings("capabilities", value("capabilities"));
		if (names.isEmpty()) {
			return host.capabilities();
		}
		Set<HostCapability> capabilities = EnumSet.noneOf(HostCapability.class);
		for (String name : names) {
			capabilities.add(switch (name.toLowerCase(Locale.ROOT)) {
				case "pull" -> HostCapability.PULL;
				case "resolve" -> HostCapability.RESOLVE;
				case "push" -> HostCapability.PUSH;
				default -> throw invalid("capabilities", "\"" + name + "\" is none of pull, resolve, push");
			});
		}
		return capabilities;
	}

	private RegistryTls tls(RegistryHost host) {
		List<Path> authorities = strings("ca", value("ca")).stream().map(this::resolve).toList();
		List<ClientCertificate> certificates = clientCertificates();
		Boolean skip = flag("skip_verify");
		// Who names an authority for this machine wants it to be checked.
		boolean skipVerify = (skip != null) ? skip : host.tls().skipVerify() && authorities.isEmpty();
		return new RegistryTls(authorities, certificates, skipVerify);
	}

	private List<ClientCertificate> clientCertificates() {
		Object value = value("client");
		if (value instanceof List<?> list) {
			List<ClientCertificate> certificates = new ArrayList<>();
			list.forEach((element) -> certificates.add(clientCertificate(element)));
			return certificates;
		}
		return (value != null) ? List.of(clientCertificate(value)) : List.of();
	}

	private ClientCertificate clientCertificate(Object element) {
		List<String> files = strings("client", element);
		if (files.isEmpty() || files.size() > 2) {
			throw invalid("client", "expected a file, or pairs of a certificate and its key");
		}
		Path key = (files.size() == 2 && !files.get(1).isEmpty()) ? resolve(files.get(1)) : null;
		return new ClientCertificate(resolve(files.get(0)), key);
	}

	private Path resolve(String name) {
		return this.file.resolveSibling(name);
	}

	private Map<String, List<String>> headers() {
		Object value = value("header");
		if (value == null) {
			return Map.of();
		}
		if (!(value instanceof UnmodifiableConfig config)) {
			throw invalid("header", "expected a table of names and values");
		}
		Map<String, List<String>> headers = new LinkedHashMap<>();
		config.valueMap().forEach((name, element) -> headers.put(name, strings("header." + name, element)));
		return headers;
	}

	private @Nullable Duration dialTimeout() {
		Object value = value("dial_timeout");
		if (value == null || value.equals("")) {
			return null;
		}
		if (value instanceof String text) {
			return GoDuration.parse(text)
				.filter((duration) -> !duration.isZero())
				.orElseThrow(() -> invalid("dial_timeout", "expected a positive duration such as \"10s\""));
		}
		throw invalid("dial_timeout", "expected a text such as \"10s\"");
	}

	private @Nullable Boolean flag(String key) {
		Object value = value(key);
		if (value == null || value instanceof Boolean) {
			return (Boolean) value;
		}
		throw invalid(key, "expected true or false");
	}

	private List<String> strings(String key, @Nullable Object value) {
		if (value == null) {
			return List.of();
		}
		if (value instanceof String text) {
			return List.of(text);
		}
		if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
			return list.stream().map(String.class::cast).toList();
		}
		throw invalid(key, "expected a text or a list of texts");
	}

	private @Nullable Object value(String key) {
		return this.table.valueMap().get(key);
	}

	String key(String key) {
		String full = this.prefix + key;
		return full.isEmpty() ? "server" : full.replaceAll("\\.$", "");
	}

	private InvalidArgumentException invalid(String key, String reason) {
		return InvalidArgumentException.of("registry host file", this.file.toString(), key(key) + ": " + reason);
	}

}
