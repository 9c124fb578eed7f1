package io.github.containerd4j.oci;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonObject;
import io.github.containerd4j.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a config.
 */
final class ImageConfigReader {

	static final String KIND = "image config";

	private ImageConfigReader() {
	}

	static ImageConfig read(JsonNode document) {
		return new ImageConfig(document.object(), fields(document));
	}

	private static Fields fields(JsonNode document) {
		JsonNode runtime = orEmpty(document, "config");
		return new Fields(DocumentReader.platform(document), time(document), document.text("author"),
				runtime.text("User"), List.copyOf(runtime.texts("Env")), List.copyOf(runtime.texts("Entrypoint")),
				List.copyOf(runtime.texts("Cmd")), runtime.text("WorkingDir"), Map.copyOf(runtime.textMap("Labels")),
				runtime.keys("ExposedPorts"), runtime.keys("Volumes"), runtime.text("StopSignal"), diffIds(document),
				document.nodes("history").stream().map(ImageConfigReader::step).toList());
	}

	private static List<Digest> diffIds(JsonNode document) {
		JsonNode rootfs = orEmpty(document, "rootfs");
		return rootfs.texts("diff_ids").stream().map((id) -> rootfs.parsed("diff_ids", id, Digest::parse)).toList();
	}

	private static JsonNode orEmpty(JsonNode document, String key) {
		JsonNode node = document.node(key);
		return (node != null) ? node : new JsonNode(new JsonObject(), KIND, "");
	}

	private static HistoryEntry step(JsonNode node) {
		return new HistoryEntry(time(node), node.text("created_by"), node.text("author"), node.text("comment"),
				node.flag("empty_layer"));
	}

	private static @Nullable Instant time(JsonNode node) {
		String text = node.text("created");
		try {
			return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeParseException ex) {
			throw node.invalid("created", "a time as in RFC 3339");
		}
	}

	record Fields(Platform platform, @Nullable Instant created, String author, String user, List<String> env,
			List<String> entrypoint, List<String> cmd, String workingDir, Map<String, String> labels,
			List<String> exposedPorts, List<String> volumes, String stopSignal, List<Digest> diffIds,
			List<HistoryEntry> history) {

	}

}
