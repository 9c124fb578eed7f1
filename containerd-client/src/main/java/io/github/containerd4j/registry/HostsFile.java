package io.github.containerd4j.registry;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.electronwill.nightconfig.core.CommentedConfig;
import com.electronwill.nightconfig.core.Config;
import com.electronwill.nightconfig.core.UnmodifiableConfig;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.core.io.ParsingMode;
import com.electronwill.nightconfig.toml.TomlFormat;
import io.github.containerd4j.InvalidArgumentException;

/**
 * One {@code hosts.toml}. The tables {@code host."ADDRESS"} are mirrors in the order of
 * the file; the keys outside of them are about the registry itself, which comes last and
 * is {@code server}, else the default.
 */
final class HostsFile {

	private final Path file;

	private final String domain;

	HostsFile(Path file, String domain) {
		this.file = file;
		this.domain = domain;
	}

	List<RegistryHost> hosts() {
		Config config = parse();
		List<RegistryHost> hosts = new ArrayList<>();
		mirrors(config).forEach((address, table) -> hosts.add(table.apply(host(address, table))));
		HostTable root = new HostTable(this.file, "", config);
		hosts.add(root.apply(server(config, root)));
		return hosts;
	}

	private Config parse() {
		// Its own maps would lose the order of the mirrors.
		CommentedConfig config = TomlFormat.newConfig(LinkedHashMap::new);
		try {
			// The parser does not like a file that ends with a table's name.
			String text = Files.readString(this.file, StandardCharsets.UTF_8) + "\n";
			TomlFormat.instance().createParser().parse(new StringReader(text), config, ParsingMode.REPLACE);
			return config;
		}
		catch (IOException ex) {
			throw invalid("it cannot be read: " + ex.getClass().getSimpleName());
		}
		catch (ParsingException ex) {
			throw invalid("it is no TOML: " + ex.getMessage());
		}
	}

	private Map<String, HostTable> mirrors(Config config) {
		Map<String, HostTable> mirrors = new LinkedHashMap<>();
		Object hosts = config.valueMap().get("host");
		if (hosts == null) {
			return mirrors;
		}
		if (!(hosts instanceof UnmodifiableConfig tables)) {
			throw invalid("host must be tables such as [host.\"https://mirror.example\"]");
		}
		tables.valueMap().forEach((address, value) -> {
			String key = "host.\"" + address + "\"";
			if (!(value instanceof UnmodifiableConfig table)) {
				throw invalid(key + " must be a table");
			}
			mirrors.put(address, new HostTable(this.file, key + ".", table));
		});
		return mirrors;
	}

	private RegistryHost server(Config config, HostTable root) {
		Object server = config.valueMap().get("server");
		if (server == null || server.equals("")) {
			return DefaultHosts.of(this.domain);
		}
		if (!(server instanceof String address)) {
			throw invalid("server must be a text");
		}
		return host(address, root);
	}

	private RegistryHost host(String address, HostTable table) {
		try {
			if (table.overridesPath()) {
				return RegistryHost.at(URI.create(address.contains("://") ? address : "https://" + address));
			}
			return RegistryHost.of(address);
		}
		catch (InvalidArgumentException | IllegalArgumentException ex) {
			throw invalid(table.key("") + ": " + ex.getMessage());
		}
	}

	private InvalidArgumentException invalid(String reason) {
		return InvalidArgumentException.of("registry host file", this.file.toString(), reason);
	}

}
