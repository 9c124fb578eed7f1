package io.github.containerd4j.checkpoint;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.oci.ImageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The runtime spec of a checkpoint with the identifier of the new container in place of
 * the old one's. Unknown fields stay as they are.
 */
final class RestoredSpec {

	// Both forms end with the identifier: /namespace/id, and slice:prefix:id for systemd.
	private static final Pattern CGROUP_PATH = Pattern.compile("(.*[/:])([^/:]+)");

	private final JsonObject spec;

	private RestoredSpec(JsonObject spec) {
		this.spec = spec;
	}

	static RestoredSpec parse(TypedValue spec, String checkpoint) {
		try {
			JsonElement json = JsonParser.parseString(spec.asText());
			if (json.isJsonObject()) {
				return new RestoredSpec(json.getAsJsonObject());
			}
			throw ImageFormatException.of("checkpoint", checkpoint, "the container's spec is no JSON object");
		}
		catch (JsonParseException ex) {
			throw ImageFormatException.of("checkpoint", checkpoint, "the container's spec is no JSON", ex);
		}
	}

	/**
	 * Gives the spec to another container.
	 * @param oldId the old container; if it is not known, the path of the control group
	 * tells
	 * @param newId the new container
	 */
	RestoredSpec renamed(@Nullable String oldId, String newId) {
		Matcher path = CGROUP_PATH.matcher(text(object("linux"), "cgroupsPath"));
		String last = path.matches() ? path.group(2) : null;
		String old = (oldId != null) ? oldId : last;
		if (old == null) {
			return this;
		}
		if (old.equals(last)) {
			object("linux").addProperty("cgroupsPath", path.group(1) + newId);
		}
		if (text(this.spec, "hostname").equals(old)) {
			this.spec.addProperty("hostname", newId);
		}
		for (Map.Entry<String, JsonElement> annotation : object("annotations").entrySet()) {
			if (annotation.getValue().equals(new JsonPrimitive(old))) {
				annotation.setValue(new JsonPrimitive(newId));
			}
		}
		return this;
	}

	private JsonObject object(String key) {
		JsonElement element = this.spec.get(key);
		return (element != null && element.isJsonObject()) ? element.getAsJsonObject() : new JsonObject();
	}

	private static String text(JsonObject object, String key) {
		JsonElement element = object.get(key);
		return (element != null && element.isJsonPrimitive()) ? element.getAsString() : "";
	}

	TypedValue toTypedValue(String typeUrl) {
		return TypedValue.json(typeUrl, this.spec.toString());
	}

}
