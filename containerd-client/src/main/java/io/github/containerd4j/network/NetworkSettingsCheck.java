package io.github.containerd4j.network;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

import io.github.containerd4j.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * What must be right about settings before anything is made of them.
 */
final class NetworkSettingsCheck {

	// The rule of the CNI specification; the name becomes a part of file names.
	private static final Pattern NETWORK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

	private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}");

	private NetworkSettingsCheck() {
	}

	static void run(NetworkMode mode, List<String> networks, @Nullable String container, List<String> addresses,
			@Nullable String mac, List<String> aliases) {
		networks.forEach(NetworkSettingsCheck::requireNetwork);
		if (new HashSet<>(networks).size() < networks.size()) {
			throw InvalidArgumentException.of("networks", networks.toString(), "each may be there only once");
		}
		if ((mode == NetworkMode.CONTAINER) != (container != null)) {
			throw InvalidArgumentException.of("network mode", mode.name(),
					"another container goes with the mode CONTAINER only");
		}
		addresses.forEach((address) -> IpAddresses.require("address", address.replaceFirst("/\\d{1,3}$", "")));
		aliases.forEach((alias) -> HostEntry.requireWord("alias", alias));
		if (mac != null && !MAC.matcher(mac).matches()) {
			throw InvalidArgumentException.of("hardware address", mac, "it must be like 02:00:00:00:00:05");
		}
	}

	static String requireNetwork(String name) {
		if (!NETWORK.matcher(name).matches()) {
			throw InvalidArgumentException.of("network", name,
					"its name must be letters, digits, '_', '.' and '-', and begin with a letter or digit");
		}
		return name;
	}

}
