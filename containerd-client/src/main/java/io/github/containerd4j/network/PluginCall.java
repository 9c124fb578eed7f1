package io.github.containerd4j.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.google.gson.JsonObject;
import io.github.containerd4j.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * One call of a plugin.
 *
 * @param command what it shall do
 * @param network the network, for messages
 * @param plugin the type of the plugin
 * @param environment what it gets as environment
 * @param input what it gets as standard input
 */
record PluginCall(CniCommand command, String network, String plugin, Map<String, String> environment, String input) {

	static PluginCall of(CniCommand command, CniNetwork network, CniPlugin plugin, CniTarget target,
			@Nullable JsonObject previous) {
		JsonObject input = plugin.json();
		input.addProperty("cniVersion", network.cniVersion());
		input.addProperty("name", network.name());
		if (previous != null) {
			input.add("prevResult", previous);
		}
		JsonObject runtime = new JsonObject();
		target.capabilities().forEach((name, value) -> {
			if (plugin.capabilities().contains(name)) {
				runtime.add(name, CapabilityArguments.element(value));
			}
		});
		if (!runtime.isEmpty()) {
			input.add("runtimeConfig", runtime);
		}
		return new PluginCall(command, network.name(), plugin.type(), environment(command, target), input.toString());
	}

	/**
	 * A call that is about a network as a whole.
	 * @param extra what plugins get besides their configuration
	 */
	static PluginCall ofAll(CniCommand command, CniNetwork network, CniPlugin plugin, JsonObject extra) {
		JsonObject input = plugin.json();
		input.addProperty("cniVersion", network.cniVersion());
		input.addProperty("name", network.name());
		extra.entrySet().forEach((entry) -> input.add(entry.getKey(), entry.getValue()));
		return new PluginCall(command, network.name(), plugin.type(), Map.of("CNI_COMMAND", command.name()),
				input.toString());
	}

	static PluginCall version(String plugin, String cniVersion) {
		JsonObject input = new JsonObject();
		input.addProperty("cniVersion", cniVersion);
		// Old plugins refuse even this command without the rest.
		Map<String, String> environment = Map.of("CNI_COMMAND", "VERSION", "CNI_CONTAINERID", "dummy", "CNI_NETNS",
				"dummy", "CNI_IFNAME", "dummy");
		return new PluginCall(CniCommand.VERSION, "any", plugin, environment, input.toString());
	}

	private static Map<String, String> environment(CniCommand command, CniTarget target) {
		Map<String, String> environment = new LinkedHashMap<>();
		environment.put("CNI_COMMAND", command.name());
		environment.put("CNI_CONTAINERID", target.containerId());
		environment.put("CNI_NETNS", (target.networkNamespace() != null) ? target.networkNamespace().toString() : "");
		environment.put("CNI_IFNAME", target.interfaceName());
		environment.put("CNI_ARGS",
				target.arguments()
					.entrySet()
					.stream()
					.map((argument) -> argument.getKey() + "=" + argument.getValue())
					.sorted()
					.collect(Collectors.joining(";")));
		return environment;
	}

	CniException failed(ErrorCode code, String reason, @Nullable Throwable cause) {
		return CniException.of(this.command, this.network, this.plugin, code, reason, cause);
	}

	CniException answered(PluginError error) {
		return CniException.answered(this.command, this.network, this.plugin, error);
	}

}
