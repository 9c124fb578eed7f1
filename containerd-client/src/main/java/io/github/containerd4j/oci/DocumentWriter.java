package io.github.containerd4j.oci;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * From records to the JSON of manifests and indexes. Fields come in the order of the
 * specification's Go types and keys of maps sorted, so that equal records give equal
 * bytes.
 */
final class DocumentWriter {

	private static final int SCHEMA_VERSION = 2;

	private DocumentWriter() {
	}

	static byte[] write(Index index) {
		JsonObject document = begin(index.mediaType(), index.artifactType());
		document.add("manifests", array(index.manifests()));
		return end(document, index.subject(), index.annotations());
	}

	static byte[] write(Manifest manifest) {
		JsonObject document = begin(manifest.mediaType(), manifest.artifactType());
		document.add("config", json(manifest.config()));
		document.add("layers", array(manifest.layers()));
		return end(document, manifest.subject(), manifest.annotations());
	}

	private static JsonObject begin(String mediaType, String artifactType) {
		JsonObject document = new JsonObject();
		document.addProperty("schemaVersion", SCHEMA_VERSION);
		document.addProperty("mediaType", mediaType);
		addText(document, "artifactType", artifactType);
		return document;
	}

	private static byte[] end(JsonObject document, @Nullable OciDescriptor subject, Map<String, String> annotations) {
		if (subject != null) {
			document.add("subject", json(subject));
		}
		addMap(document, "annotations", annotations);
		return bytes(document);
	}

	static byte[] bytes(JsonObject document) {
		return document.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static JsonArray array(List<OciDescriptor> descriptors) {
		JsonArray array = new JsonArray(descriptors.size());
		descriptors.forEach((descriptor) -> array.add(json(descriptor)));
		return array;
	}

	private static JsonObject json(OciDescriptor descriptor) {
		JsonObject json = new JsonObject();
		json.addProperty("mediaType", descriptor.mediaType());
		json.addProperty("digest", descriptor.digest().toString());
		json.addProperty("size", descriptor.size());
		addTexts(json, "urls", descriptor.urls());
		addMap(json, "annotations", descriptor.annotations());
		Platform platform = descriptor.platform();
		if (platform != null) {
			JsonObject object = new JsonObject();
			addPlatform(object, platform);
			json.add("platform", object);
		}
		addText(json, "artifactType", descriptor.artifactType());
		return json;
	}

	static void addPlatform(JsonObject json, Platform platform) {
		json.addProperty("architecture", platform.architecture());
		json.addProperty("os", platform.os());
		addText(json, "os.version", platform.osVersion());
		addTexts(json, "os.features", platform.osFeatures());
		addText(json, "variant", platform.variant());
	}

	static void addText(JsonObject json, String key, String text) {
		set(json, key, text.isEmpty() ? null : new JsonPrimitive(text));
	}

	static void addTexts(JsonObject json, String key, List<String> texts) {
		JsonArray array = new JsonArray(texts.size());
		texts.forEach(array::add);
		set(json, key, texts.isEmpty() ? null : array);
	}

	static void addMap(JsonObject json, String key, Map<String, String> map) {
		JsonObject object = new JsonObject();
		new TreeMap<>(map).forEach(object::addProperty);
		set(json, key, map.isEmpty() ? null : object);
	}

	private static void set(JsonObject json, String key, @Nullable JsonElement element) {
		if (element == null) {
			json.remove(key);
		}
		else {
			json.add(key, element);
		}
	}

}
