package io.github.containerd4j.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;

/**
 * From settings to what plugins get at run time, by the names of CNI's conventions.
 */
final class CapabilityArguments {

	private static final String PORTS = "portMappings";

	private static final String DNS = "dns";

	private static final String ALIASES = "aliases";

	// Without these the container would get less than it asked for; what becomes of the
	// others is seen in its files, or is help only.
	private static final List<String> REQUIRED = List.of(PORTS, "bandwidth", "ips", "mac");

	private CapabilityArguments() {
	}

	/**
	 * Deals out what was asked for. Names and limits hold in every network; a port or an
	 * address can be given only once, by the first network that can.
	 * @return the capabilities with their values in JSON, for each network
	 */
	static List<Map<String, String>> deal(NetworkSettings settings, List<CniNetwork> networks) {
		Map<String, String> wanted = of(settings);
		List<Map<String, String>> dealt = new ArrayList<>();
		Map<String, String> left = new LinkedHashMap<>(wanted);
		for (CniNetwork network : networks) {
			Map<String, String> own = new LinkedHashMap<>(wanted);
			own.keySet().retainAll(network.capabilities());
			own.keySet().removeIf((name) -> isGivenOnce(name) && !left.containsKey(name));
			left.keySet().removeAll(own.keySet());
			dealt.add(own);
		}
		left.keySet().retainAll(REQUIRED);
		left.keySet().stream().findFirst().ifPresent((name) -> {
			throw missing(name, networks);
		});
		return dealt;
	}

	static JsonElement element(String json) {
		try {
			return JsonParser.parseString(json);
		}
		catch (JsonParseException ex) {
			throw InvalidArgumentException.of("capability", json, "its value is no JSON");
		}
	}

	private static Map<String, String> of(NetworkSettings settings) {
		Map<String, String> arguments = new LinkedHashMap<>();
		if (!settings.ports().isEmpty()) {
			arguments.put(PORTS, NetworkSettingsJson.ports(settings.ports()).toString());
		}
		Bandwidth bandwidth = settings.bandwidth();
		if (bandwidth != null) {
			arguments.put("bandwidth", NetworkSettingsJson.bandwidth(bandwidth).toString());
		}
		if (!settings.dns().isEmpty()) {
			arguments.put(DNS, dns(settings.dns()).toString());
		}
		if (!settings.addresses().isEmpty()) {
			arguments.put("ips", NetworkSettingsJson.texts(settings.addresses()).toString());
		}
		if (settings.mac() != null) {
			arguments.put("mac", "\"" + settings.mac() + "\"");
		}
		if (!settings.aliases().isEmpty()) {
			arguments.put(ALIASES, NetworkSettingsJson.texts(settings.aliases()).toString());
		}
		return arguments;
	}

	// The convention's words for the same are not those of results.
	private static JsonObject dns(Dns dns) {
		JsonObject json = new JsonObject();
		json.add("servers", NetworkSettingsJson.texts(dns.nameservers()));
		json.add("searches", NetworkSettingsJson.texts(dns.search()));
		json.add("options", NetworkSettingsJson.texts(dns.options()));
		return json;
	}

	private static boolean isGivenOnce(String name) {
		return name.equals(PORTS) || name.equals("ips") || name.equals("mac");
	}

	private static FailedPreconditionException missing(String capability, List<CniNetwork> networks) {
		List<String> names = networks.stream().map(CniNetwork::name).toList();
		Failure failure = new Failure("CNI ADD", "networks", names.toString(), null, ErrorCode.FAILED_PRECONDITION);
		return new FailedPreconditionException(failure.describe() + ": no plugin has the capability " + capability
				+ ", which the container's settings need", failure, null);
	}

}
