package io.github.containerd4j.network;

import java.util.Set;
import java.util.regex.Pattern;

import com.google.gson.JsonObject;
import io.github.containerd4j.InvalidArgumentException;

/**
 * A plugin in the chain of a network.
 *
 * @param type the name of its file in a directory of plugins
 * @param capabilities what it takes at run time, such as {@code portMappings}
 * @param document its configuration, JSON
 * @since 0.1.0
 */
public record CniPlugin(String type, Set<String> capabilities, String document) {

	// It becomes a file name, so nothing in it may lead elsewhere.
	private static final Pattern TYPE = Pattern.compile("[^/\\x00]+");

	/**
	 * Checks the type and copies the capabilities.
	 * @param type the type
	 * @param capabilities the capabilities
	 * @param document the configuration
	 * @throws InvalidArgumentException if the type is no file name
	 */
	public CniPlugin {
		capabilities = Set.copyOf(capabilities);
		if (!TYPE.matcher(type).matches() || type.equals(".") || type.equals("..")) {
			throw InvalidArgumentException.of("type of a plugin", type, "it must be the name of a file");
		}
	}

	static CniPlugin read(JsonView json) {
		JsonView capabilities = json.node("capabilities");
		Set<String> enabled = (capabilities != null)
				? Set.copyOf(capabilities.object().keySet().stream().filter(capabilities::flag).toList()) : Set.of();
		return new CniPlugin(json.text("type"), enabled, json.object().toString());
	}

	JsonObject json() {
		return JsonView.parse("plugin " + this.type, this.document).object();
	}

}
