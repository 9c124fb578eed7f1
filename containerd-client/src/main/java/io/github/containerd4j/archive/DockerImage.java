package io.github.containerd4j.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.containerd4j.oci.ImageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * An entry of docker's {@code manifest.json}: paths of an archive that make up an image.
 * <p>
 * Source: {@code image/spec/v1.2.md} of moby.
 *
 * @param config the path of the config
 * @param repoTags the names, as docker writes them
 * @param layers the paths of the layers, the lowest first
 */
record DockerImage(String config, List<String> repoTags, List<String> layers) {

	static List<DockerImage> parse(byte[] json) {
		try {
			List<DockerImage> images = new ArrayList<>();
			for (JsonElement image : JsonParser.parseString(new String(json, StandardCharsets.UTF_8))
				.getAsJsonArray()) {
				images.add(of(image.getAsJsonObject()));
			}
			return images;
		}
		catch (JsonParseException | IllegalStateException | UnsupportedOperationException ex) {
			throw broken("it is not what docker writes: " + ex.getMessage());
		}
	}

	private static DockerImage of(JsonObject image) {
		JsonElement config = image.get("Config");
		if (config == null || !config.isJsonPrimitive() || config.getAsString().isEmpty()) {
			throw broken("an image has no config");
		}
		return new DockerImage(ArchivePaths.clean(config.getAsString()), texts(image.get("RepoTags")),
				texts(image.get("Layers")).stream().map(ArchivePaths::clean).toList());
	}

	// Go writes null for an empty list.
	private static List<String> texts(@Nullable JsonElement list) {
		JsonArray array = (list == null || list.isJsonNull()) ? new JsonArray() : list.getAsJsonArray();
		return array.asList().stream().map(JsonElement::getAsString).toList();
	}

	private static ImageFormatException broken(String reason) {
		return ImageFormatException.of("image archive entry", ArchivePaths.DOCKER_MANIFEST, reason);
	}

	static byte[] toJson(List<DockerImage> images) {
		JsonArray array = new JsonArray();
		images.forEach((image) -> array.add(image.json()));
		return array.toString().getBytes(StandardCharsets.UTF_8);
	}

	private JsonObject json() {
		JsonObject image = new JsonObject();
		image.addProperty("Config", this.config);
		image.add("RepoTags", array(this.repoTags));
		image.add("Layers", array(this.layers));
		return image;
	}

	private static JsonArray array(List<String> texts) {
		JsonArray array = new JsonArray();
		texts.forEach(array::add);
		return array;
	}

}
