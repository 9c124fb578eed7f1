package io.github.containerd4j.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * The stored form of settings. Parts that go to plugins have the same form as there.
 */
final class NetworkSettingsJson {

	private NetworkSettingsJson() {
	}

	static JsonObject write(NetworkSettings settings) {
		JsonObject json = new JsonObject();
		json.addProperty("mode", settings.mode().name().toLowerCase(Locale.ROOT));
		add(json, "networks", texts(settings.networks()));
		json.addProperty("container", settings.container());
		add(json, "ports", ports(settings.ports()));
		Bandwidth bandwidth = settings.bandwidth();
		if (bandwidth != null) {
			json.add("bandwidth", bandwidth(bandwidth));
		}
		if (!settings.dns().isEmpty()) {
			json.add("dns", dns(settings.dns()));
		}
		add(json, "hosts", hosts(settings.hosts()));
		add(json, "addresses", texts(settings.addresses()));
		json.addProperty("mac", settings.mac());
		add(json, "aliases", texts(settings.aliases()));
		json.asMap().values().removeIf(JsonElement::isJsonNull);
		return json;
	}

	static NetworkSettings read(JsonView json) {
		JsonView bandwidth = json.node("bandwidth");
		JsonView dns = json.node("dns");
		return new NetworkSettings(mode(json), json.texts("networks"), json.optionalText("container"),
				json.nodes("ports").stream().map(NetworkSettingsJson::port).toList(),
				(bandwidth != null) ? bandwidth(bandwidth) : null, (dns != null) ? dns(dns) : Dns.NONE,
				json.nodes("hosts").stream().map(NetworkSettingsJson::host).toList(), json.texts("addresses"),
				json.optionalText("mac"), json.texts("aliases"));
	}

	private static NetworkMode mode(JsonView json) {
		String mode = json.text("mode").toUpperCase(Locale.ROOT);
		return Arrays.stream(NetworkMode.values())
			.filter((candidate) -> candidate.name().equals(mode))
			.findFirst()
			.orElseThrow(() -> json.invalid("mode", "none, host, cni or container"));
	}

	static JsonArray texts(List<String> texts) {
		JsonArray array = new JsonArray();
		texts.forEach(array::add);
		return array;
	}

	static JsonArray ports(List<PortMapping> ports) {
		JsonArray array = new JsonArray();
		ports.forEach((port) -> array.add(port(port)));
		return array;
	}

	private static JsonObject port(PortMapping port) {
		JsonObject json = new JsonObject();
		json.addProperty("hostPort", port.hostPort());
		json.addProperty("containerPort", port.containerPort());
		json.addProperty("protocol", port.protocol());
		if (port.hostAddress() != null) {
			json.addProperty("hostIP", port.hostAddress());
		}
		return json;
	}

	private static PortMapping port(JsonView json) {
		return new PortMapping(json.integer("hostPort"), json.integer("containerPort"), json.text("protocol"),
				json.optionalText("hostIP"));
	}

	static JsonObject bandwidth(Bandwidth bandwidth) {
		JsonObject json = new JsonObject();
		json.addProperty("ingressRate", bandwidth.ingressRate());
		json.addProperty("ingressBurst", bandwidth.ingressBurst());
		json.addProperty("egressRate", bandwidth.egressRate());
		json.addProperty("egressBurst", bandwidth.egressBurst());
		return json;
	}

	private static Bandwidth bandwidth(JsonView json) {
		return new Bandwidth(json.number("ingressRate"), json.number("ingressBurst"), json.number("egressRate"),
				json.number("egressBurst"));
	}

	static JsonObject dns(Dns dns) {
		JsonObject json = new JsonObject();
		add(json, "nameservers", texts(dns.nameservers()));
		if (dns.domain() != null) {
			json.addProperty("domain", dns.domain());
		}
		add(json, "search", texts(dns.search()));
		add(json, "options", texts(dns.options()));
		return json;
	}

	static Dns dns(JsonView json) {
		String domain = json.text("domain");
		return new Dns(json.texts("nameservers"), domain.isEmpty() ? null : domain, json.texts("search"),
				json.texts("options"));
	}

	private static JsonArray hosts(List<HostEntry> hosts) {
		JsonArray array = new JsonArray();
		hosts.forEach((host) -> {
			JsonObject json = new JsonObject();
			json.addProperty("address", host.address());
			json.add("names", texts(host.names()));
			array.add(json);
		});
		return array;
	}

	private static HostEntry host(JsonView json) {
		return new HostEntry(json.text("address"), json.texts("names"));
	}

	private static void add(JsonObject json, String key, JsonArray array) {
		if (!array.isEmpty()) {
			json.add(key, array);
		}
	}

}
