package io.github.containerd4j.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads what plugins answer, also in the form of the versions before 0.3, which had one
 * address of each kind.
 */
final class CniResultReader {

	private CniResultReader() {
	}

	static CniResult read(JsonView json) {
		List<CniResult.Interface> interfaces = json.nodes("interfaces").stream().map(CniResultReader::link).toList();
		List<CniResult.Address> addresses = new ArrayList<>();
		List<CniResult.Route> routes = new ArrayList<>();
		json.nodes("ips").forEach((ip) -> addresses.add(address(ip, "address", interfaceName(ip, interfaces))));
		addRoutes(json, routes);
		for (String old : List.of("ip4", "ip6")) {
			JsonView ip = json.node(old);
			if (ip != null) {
				addresses.add(address(ip, "ip", ""));
				addRoutes(ip, routes);
			}
		}
		JsonView dns = json.node("dns");
		return new CniResult(interfaces, addresses, routes, (dns != null) ? NetworkSettingsJson.dns(dns) : Dns.NONE,
				json.object().toString());
	}

	private static CniResult.Interface link(JsonView json) {
		return new CniResult.Interface(json.text("name"), json.text("mac"), json.text("sandbox"));
	}

	private static String interfaceName(JsonView ip, List<CniResult.Interface> interfaces) {
		if (!ip.has("interface")) {
			return "";
		}
		int index = ip.integer("interface");
		if (index < 0 || index >= interfaces.size()) {
			throw ip.invalid("interface", "the number of one of " + interfaces.size() + " interfaces");
		}
		return interfaces.get(index).name();
	}

	private static CniResult.Address address(JsonView ip, String key, String interfaceName) {
		String text = ip.text(key);
		int slash = text.indexOf('/');
		if (!text.matches("[^/]+/\\d{1,3}")) {
			throw ip.invalid(key, "an address with the length of its prefix");
		}
		return new CniResult.Address(IpAddresses.parse("address", text.substring(0, slash)),
				Integer.parseInt(text.substring(slash + 1)), gateway(ip, "gateway"), interfaceName);
	}

	private static void addRoutes(JsonView json, List<CniResult.Route> routes) {
		json.nodes("routes")
			.forEach((route) -> routes.add(new CniResult.Route(route.text("dst"), gateway(route, "gw"))));
	}

	private static @Nullable InetAddress gateway(JsonView json, String key) {
		String text = json.text(key);
		return text.isEmpty() ? null : IpAddresses.parse("gateway", text);
	}

}
