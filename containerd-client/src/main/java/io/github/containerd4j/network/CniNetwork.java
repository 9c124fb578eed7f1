package io.github.containerd4j.network;

import java.util.List;
import java.util.Set;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.containerd4j.InvalidArgumentException;

/**
 * A network as its configuration describes it: a chain of plugins.
 *
 * @param name the name of the network
 * @param cniVersion the version of the CNI specification, such as {@code 1.0.0}
 * @param disableCheck whether the network does not want to be checked
 * @param plugins the plugins in the order in which they connect, at least one
 * @param document the configuration, JSON of the form of a {@code .conflist} file
 * @since 0.1.0
 */
public record CniNetwork(String name, String cniVersion, boolean disableCheck, List<CniPlugin> plugins,
		String document) {

	/**
	 * Checks the parts and copies the plugins.
	 * @param name the name
	 * @param cniVersion the version
	 * @param disableCheck whether there are no checks
	 * @param plugins the plugins
	 * @param document the configuration
	 * @throws InvalidArgumentException if the name is not valid, the version is not known
	 * or there is no plugin
	 */
	public CniNetwork {
		plugins = List.copyOf(plugins);
		NetworkSettingsCheck.requireNetwork(name);
		CniVersion.require(cniVersion);
		if (plugins.isEmpty()) {
			throw InvalidArgumentException.of("network", name, "it has no plugins");
		}
	}

	/**
	 * Reads a configuration: a list of plugins, or the older form that is one plugin with
	 * a name.
	 * @param json the configuration
	 * @return the network
	 * @throws InvalidArgumentException if it is not valid
	 */
	public static CniNetwork parse(String json) {
		JsonView document = JsonView.parse("network configuration", json);
		return document.has("plugins") ? list(document) : list(wrapped(document));
	}

	/**
	 * The network that every network namespace has, made by the plugin {@code loopback}.
	 * @return the network
	 */
	public static CniNetwork loopback() {
		return parse("{\"cniVersion\":\"0.4.0\",\"name\":\"cni-loopback\",\"plugins\":[{\"type\":\"loopback\"}]}");
	}

	private static JsonView wrapped(JsonView plugin) {
		JsonObject list = new JsonObject();
		list.add("cniVersion", plugin.object().get("cniVersion"));
		list.add("name", plugin.object().get("name"));
		JsonArray plugins = new JsonArray();
		plugins.add(plugin.object());
		list.add("plugins", plugins);
		return new JsonView(list, plugin.what());
	}

	private static CniNetwork list(JsonView list) {
		return new CniNetwork(list.text("name"), CniVersion.of(list), list.flag("disableCheck"),
				list.nodes("plugins").stream().map(CniPlugin::read).toList(), list.object().toString());
	}

	/**
	 * Whether the network does not want garbage to be collected.
	 * @return {@code true} for a configuration with {@code disableGC}
	 */
	public boolean disableGc() {
		return JsonView.parse("network configuration", this.document).flag("disableGC");
	}

	/**
	 * Whether a plugin of the network takes something at run time.
	 * @param capability the name, such as {@code portMappings}
	 * @return {@code true} if one does
	 */
	public boolean hasCapability(String capability) {
		return this.plugins.stream().map(CniPlugin::capabilities).anyMatch((enabled) -> enabled.contains(capability));
	}

	/**
	 * All that plugins of the network take at run time.
	 * @return the names of the capabilities
	 */
	public Set<String> capabilities() {
		return Set
			.copyOf(this.plugins.stream().flatMap((plugin) -> plugin.capabilities().stream()).distinct().toList());
	}

}
