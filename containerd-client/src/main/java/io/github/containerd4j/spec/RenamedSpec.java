package io.github.containerd4j.spec;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * A runtime spec with the identifier of a new container in place of the old one's: in the
 * path of the control group, as the host name, and as the value of annotations. Unknown
 * fields stay as they are.
 *
 * @since 0.1.0
 */
public final class RenamedSpec {

	// Both forms end with the identifier: /namespace/id, and slice:prefix:id for systemd.
	private static final Pattern CGROUP_PATH = Pattern.compile("(.*[/:])([^/:]+)");

	private final JsonObject spec;

	private RenamedSpec(JsonObject spec) {
		this.spec = spec;
	}

	/**
	 * Gives a spec to another container.
	 * @param spec the spec
	 * @param oldId the old container; if it is {@code null}, the path of the control
	 * group tells
	 * @param newId the new container
	 * @return the changed spec
	 * @throws InvalidArgumentException if the spec is no JSON object
	 */
	public static TypedValue of(TypedValue spec, @Nullable String oldId, String newId) {
		RenamedSpec renamed = new RenamedSpec(parse(spec));
		renamed.rename(oldId, newId);
		return TypedValue.json(spec.typeUrl(), renamed.spec.toString());
	}

	private static JsonObject parse(TypedValue spec) {
		try {
			JsonElement json = JsonParser.parseString(spec.asText());
			if (json.isJsonObject()) {
				return json.getAsJsonObject();
			}
			throw InvalidArgumentException.of("runtime spec", spec.typeUrl(), "it is no JSON object");
		}
		catch (JsonParseException ex) {
			throw InvalidArgumentException.of("runtime spec", spec.typeUrl(), "it is no JSON: " + ex.getMessage());
		}
	}

	private void rename(@Nullable String oldId, String newId) {
		Matcher path = CGROUP_PATH.matcher(text(object("linux"), "cgroupsPath"));
		String last = path.matches() ? path.group(2) : null;
		String old = (oldId != null) ? oldId : last;
		if (old == null) {
			return;
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
	}

	private JsonObject object(String key) {
		JsonElement element = this.spec.get(key);
		return (element != null && element.isJsonObject()) ? element.getAsJsonObject() : new JsonObject();
	}

	private static String text(JsonObject object, String key) {
		JsonElement element = object.get(key);
		return (element != null && element.isJsonPrimitive()) ? element.getAsString() : "";
	}

}
