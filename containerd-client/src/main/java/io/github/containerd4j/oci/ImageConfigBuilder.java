package io.github.containerd4j.oci;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Builds the config of an image. Each method replaces what was there before, unless it
 * says otherwise. Not safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ImageConfigBuilder {

	private static final List<String> ORDER = List.of("created", "author", "architecture", "os", "os.version",
			"os.features", "variant", "config", "rootfs", "history");

	private final JsonObject document;

	ImageConfigBuilder(JsonObject document) {
		this.document = document;
	}

	/**
	 * Sets what the image runs on.
	 * @param platform the platform, with operating system and architecture
	 * @return this builder
	 * @throws InvalidArgumentException if one of both is empty
	 */
	public ImageConfigBuilder platform(Platform platform) {
		if (platform.os().isEmpty() || platform.architecture().isEmpty()) {
			throw InvalidArgumentException.of("platform", platform.toString(),
					"an image needs operating system and architecture");
		}
		DocumentWriter.addPlatform(this.document, platform);
		return this;
	}

	/**
	 * Sets when the image was made. Without it, the same input gives the same digest at
	 * any time.
	 * @param created the time; {@code null} to tell none
	 * @return this builder
	 */
	public ImageConfigBuilder created(@Nullable Instant created) {
		DocumentWriter.addText(this.document, "created", (created != null) ? created.toString() : "");
		return this;
	}

	/**
	 * Sets who made the image.
	 * @param author the author; empty to tell none
	 * @return this builder
	 */
	public ImageConfigBuilder author(String author) {
		DocumentWriter.addText(this.document, "author", author);
		return this;
	}

	/**
	 * Sets the user that the process runs as.
	 * @param user user or uid, optionally a colon and group or gid; empty for root
	 * @return this builder
	 */
	public ImageConfigBuilder user(String user) {
		DocumentWriter.addText(runtime(), "User", user);
		return this;
	}

	/**
	 * Sets the environment of the process.
	 * @param env texts {@code NAME=VALUE}
	 * @return this builder
	 * @throws InvalidArgumentException if one has no name or no equals sign
	 */
	public ImageConfigBuilder env(List<String> env) {
		for (String entry : env) {
			if (entry.indexOf('=') < 1) {
				throw InvalidArgumentException.of("environment variable", entry, "expected NAME=VALUE");
			}
		}
		DocumentWriter.addTexts(runtime(), "Env", env);
		return this;
	}

	/**
	 * Sets the words that the command begins with.
	 * @param entrypoint the words; none for no entrypoint
	 * @return this builder
	 */
	public ImageConfigBuilder entrypoint(String... entrypoint) {
		DocumentWriter.addTexts(runtime(), "Entrypoint", List.of(entrypoint));
		return this;
	}

	/**
	 * Sets the arguments of the entrypoint, or the whole command if there is none.
	 * @param cmd the words
	 * @return this builder
	 */
	public ImageConfigBuilder cmd(String... cmd) {
		DocumentWriter.addTexts(runtime(), "Cmd", List.of(cmd));
		return this;
	}

	/**
	 * Sets the directory that the process starts in.
	 * @param workingDir the path; empty for the root directory
	 * @return this builder
	 */
	public ImageConfigBuilder workingDir(String workingDir) {
		DocumentWriter.addText(runtime(), "WorkingDir", workingDir);
		return this;
	}

	/**
	 * Sets the labels.
	 * @param labels the labels
	 * @return this builder
	 */
	public ImageConfigBuilder labels(Map<String, String> labels) {
		DocumentWriter.addMap(runtime(), "Labels", labels);
		return this;
	}

	/**
	 * Sets the ports that the process listens on.
	 * @param ports ports, such as {@code 8080} or {@code 53/udp}
	 * @return this builder
	 */
	public ImageConfigBuilder exposedPorts(String... ports) {
		addSet("ExposedPorts", ports);
		return this;
	}

	/**
	 * Sets the directories that the process writes data to.
	 * @param paths the paths
	 * @return this builder
	 */
	public ImageConfigBuilder volumes(String... paths) {
		addSet("Volumes", paths);
		return this;
	}

	/**
	 * Sets the signal that asks the process to end.
	 * @param signal name or number, such as {@code SIGQUIT}; empty for {@code SIGTERM}
	 * @return this builder
	 */
	public ImageConfigBuilder stopSignal(String signal) {
		DocumentWriter.addText(runtime(), "StopSignal", signal);
		return this;
	}

	/**
	 * Sets the layers.
	 * @param diffIds the digests of the uncompressed layers, the lowest first
	 * @return this builder
	 */
	public ImageConfigBuilder diffIds(List<Digest> diffIds) {
		JsonArray ids = new JsonArray(diffIds.size());
		diffIds.forEach((id) -> ids.add(id.toString()));
		child("rootfs").add("diff_ids", ids);
		return this;
	}

	/**
	 * Sets the steps in which the image was made.
	 * @param history the steps, the first one first
	 * @return this builder
	 */
	public ImageConfigBuilder history(List<HistoryEntry> history) {
		JsonArray steps = new JsonArray(history.size());
		history.forEach((step) -> steps.add(json(step)));
		if (steps.isEmpty()) {
			this.document.remove("history");
		}
		else {
			this.document.add("history", steps);
		}
		return this;
	}

	/**
	 * Builds the config; this builder can be used further.
	 * @return the config
	 */
	public ImageConfig build() {
		JsonObject rootfs = child("rootfs");
		rootfs.addProperty("type", "layers");
		if (!rootfs.has("diff_ids")) {
			rootfs.add("diff_ids", new JsonArray());
		}
		this.document.add("rootfs", ordered(rootfs, List.of("type")));
		this.document.add("config", ordered(runtime(), List.of()));
		JsonObject copy = ordered(this.document, ORDER).deepCopy();
		return ImageConfigReader.read(new JsonNode(copy, ImageConfigReader.KIND, ""));
	}

	private JsonObject runtime() {
		return child("config");
	}

	private JsonObject child(String key) {
		JsonElement child = this.document.get(key);
		if (child == null || child.isJsonNull()) {
			this.document.add(key, new JsonObject());
		}
		return this.document.getAsJsonObject(key);
	}

	private void addSet(String key, String... members) {
		runtime().remove(key);
		if (members.length > 0) {
			JsonObject set = new JsonObject();
			new TreeSet<>(List.of(members)).forEach((member) -> set.add(member, new JsonObject()));
			runtime().add(key, set);
		}
	}

	private static JsonObject json(HistoryEntry step) {
		JsonObject json = new JsonObject();
		Instant created = step.created();
		DocumentWriter.addText(json, "created", (created != null) ? created.toString() : "");
		DocumentWriter.addText(json, "created_by", step.createdBy());
		DocumentWriter.addText(json, "author", step.author());
		DocumentWriter.addText(json, "comment", step.comment());
		if (step.emptyLayer()) {
			json.addProperty("empty_layer", true);
		}
		return json;
	}

	// First the named keys, then the others by name.
	private static JsonObject ordered(JsonObject object, List<String> first) {
		JsonObject ordered = new JsonObject();
		first.stream().filter(object::has).forEach((key) -> ordered.add(key, object.get(key)));
		Map<String, JsonElement> others = new TreeMap<>(object.asMap());
		others.keySet().removeAll(first);
		others.forEach(ordered::add);
		return ordered;
	}

}
