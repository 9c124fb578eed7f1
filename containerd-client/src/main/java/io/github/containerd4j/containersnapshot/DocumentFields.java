package io.github.containerd4j.containersnapshot;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.gson.JsonObject;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.json.JsonFields;
import io.github.containerd4j.oci.ImageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a stored snapshot.
 */
final class DocumentFields extends JsonFields<DocumentFields> {

	private final String path;

	DocumentFields(JsonObject object, String path) {
		super(object);
		this.path = path;
	}

	@Override
	protected DocumentFields inner(JsonObject object, String place) {
		return new DocumentFields(object, this.path + "." + place);
	}

	@Override
	public ImageFormatException invalid(String key, String expectation) {
		return ImageFormatException.of("container snapshot", this.path, key + " must be " + expectation);
	}

	DocumentFields required(String key) {
		DocumentFields node = node(key);
		if (node == null) {
			throw invalid(key, "there");
		}
		return node;
	}

	Instant instant(String key) {
		try {
			return Instant.parse(text(key));
		}
		catch (DateTimeException ex) {
			throw invalid(key, "a time");
		}
	}

	Map<String, String> textMap(String key) {
		DocumentFields node = node(key);
		Map<String, String> map = new LinkedHashMap<>();
		if (node != null) {
			node.object().keySet().forEach((name) -> map.put(name, node.text(name)));
		}
		return map;
	}

	Map<String, TypedValue> values(String key) {
		DocumentFields node = node(key);
		Map<String, TypedValue> map = new LinkedHashMap<>();
		if (node != null) {
			node.object().keySet().forEach((name) -> map.put(name, node.required(name).value()));
		}
		return map;
	}

	@Nullable TypedValue value(String key) {
		DocumentFields node = node(key);
		return (node != null) ? node.value() : null;
	}

	private TypedValue value() {
		try {
			return TypedValue.of(text("type"), Base64.getDecoder().decode(text("value")));
		}
		catch (IllegalArgumentException ex) {
			throw invalid("value", "in Base64");
		}
	}

	Descriptor descriptor() {
		return Descriptor.of(text("mediaType"), Digest.parse(text("digest")), number("size"));
	}

}
