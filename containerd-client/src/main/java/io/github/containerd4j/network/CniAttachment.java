package io.github.containerd4j.network;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A container's interface in a network, with the network as it was configured when it was
 * connected: what is needed to disconnect it.
 *
 * @param network the network
 * @param target the interface; its network namespace is not stored
 * @param result what the network gave; {@code null} if that is not known
 * @since 0.1.0
 */
public record CniAttachment(CniNetwork network, CniTarget target, @Nullable CniResult result) {

	static CniAttachment ofCache(JsonView json) {
		String config;
		try {
			config = new String(Base64.getDecoder().decode(json.text("config")), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw json.invalid("config", "of the form Base64");
		}
		JsonView result = json.node("result");
		return new CniAttachment(CniNetwork.parse(config), target(json),
				(result != null) ? CniResultReader.read(result) : null);
	}

	private static CniTarget target(JsonView json) {
		Map<String, String> arguments = new HashMap<>();
		json.textPairs("cniArgs").forEach((pair) -> arguments.put(pair.get(0), pair.get(1)));
		return new CniTarget(json.text("containerId"), null, json.text("ifName"), arguments,
				capabilities(json.node("capabilityArgs")));
	}

	private static Map<String, String> capabilities(@Nullable JsonView json) {
		Map<String, String> capabilities = new HashMap<>();
		if (json != null) {
			json.object().entrySet().forEach((entry) -> capabilities.put(entry.getKey(), entry.getValue().toString()));
		}
		return capabilities;
	}

	/**
	 * The stored form for the time before the result is known.
	 */
	JsonObject json() {
		JsonObject json = new JsonObject();
		json.addProperty("config",
				Base64.getEncoder().encodeToString(this.network.document().getBytes(StandardCharsets.UTF_8)));
		json.addProperty("containerId", this.target.containerId());
		json.addProperty("ifName", this.target.interfaceName());
		JsonArray arguments = new JsonArray();
		this.target.arguments().forEach((key, value) -> arguments.add(NetworkSettingsJson.texts(List.of(key, value))));
		json.add("cniArgs", arguments);
		JsonObject capabilities = new JsonObject();
		this.target.capabilities().forEach((name, value) -> capabilities.add(name, CapabilityArguments.element(value)));
		json.add("capabilityArgs", capabilities);
		return json;
	}

	static List<CniAttachment> list(JsonView json) {
		return json.nodes("attachments").stream().map(CniAttachment::ofCache).toList();
	}

}
