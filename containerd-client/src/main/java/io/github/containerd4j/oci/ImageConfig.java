package io.github.containerd4j.oci;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonObject;
import io.github.containerd4j.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The config of an image: what it runs on, how it is run, and of which layers it is made.
 * Immutable. Fields that are not known here, such as Docker's {@code Healthcheck}, are
 * kept by {@link #toBuilder()} and {@link #toJson()}.
 * <p>
 * Source: {@code config.md} of the OCI image specification 1.1; Docker's config has the
 * same fields and more.
 *
 * @since 0.1.0
 */
public final class ImageConfig {

	private final JsonObject document;

	private final ImageConfigReader.Fields fields;

	ImageConfig(JsonObject document, ImageConfigReader.Fields fields) {
		this.document = document;
		this.fields = fields;
	}

	/**
	 * Reads a config.
	 * @param json the document
	 * @return the config
	 * @throws ImageFormatException if the document is no config or breaks the rules
	 */
	public static ImageConfig parse(byte[] json) {
		return ImageConfigReader.read(JsonNode.parse(json, ImageConfigReader.KIND));
	}

	/**
	 * Begins a config without layers.
	 * @param platform what the image runs on
	 * @return the builder
	 */
	public static ImageConfigBuilder builder(Platform platform) {
		return new ImageConfigBuilder(new JsonObject()).platform(platform);
	}

	/**
	 * Begins a config like this one.
	 * @return the builder
	 */
	public ImageConfigBuilder toBuilder() {
		return new ImageConfigBuilder(this.document.deepCopy());
	}

	/**
	 * What the image runs on, as it is written.
	 * @return the platform
	 */
	public Platform platform() {
		return this.fields.platform();
	}

	/**
	 * When the image was made.
	 * @return the time; {@code null} if it is not told
	 */
	public @Nullable Instant created() {
		return this.fields.created();
	}

	/**
	 * Who made the image.
	 * @return the author; empty if it is not told
	 */
	public String author() {
		return this.fields.author();
	}

	/**
	 * The user that the process runs as.
	 * @return user or uid, optionally a colon and group or gid; empty for root
	 */
	public String user() {
		return this.fields.user();
	}

	/**
	 * The environment of the process. The values may be secrets.
	 * @return texts {@code NAME=VALUE}
	 */
	public List<String> env() {
		return this.fields.env();
	}

	/**
	 * The words that the command begins with.
	 * @return the words; empty for none
	 */
	public List<String> entrypoint() {
		return this.fields.entrypoint();
	}

	/**
	 * The arguments of the entrypoint, or the whole command if there is no entrypoint;
	 * whoever creates a container may replace them.
	 * @return the words; empty for none
	 */
	public List<String> cmd() {
		return this.fields.cmd();
	}

	/**
	 * The directory that the process starts in.
	 * @return the path; empty for the root directory
	 */
	public String workingDir() {
		return this.fields.workingDir();
	}

	/**
	 * The labels that the author gave the image. They are not those of containerd's
	 * record.
	 * @return the labels
	 */
	public Map<String, String> labels() {
		return this.fields.labels();
	}

	/**
	 * The ports that the process listens on.
	 * @return ports, such as {@code 8080/tcp}
	 */
	public List<String> exposedPorts() {
		return this.fields.exposedPorts();
	}

	/**
	 * The directories that the process writes data to, which should outlive the
	 * container.
	 * @return paths
	 */
	public List<String> volumes() {
		return this.fields.volumes();
	}

	/**
	 * The signal that asks the process to end.
	 * @return name or number; empty for {@code SIGTERM}
	 */
	public String stopSignal() {
		return this.fields.stopSignal();
	}

	/**
	 * The digests of the uncompressed layers.
	 * @return as many digests as the manifest has layers, the lowest first
	 */
	public List<Digest> diffIds() {
		return this.fields.diffIds();
	}

	/**
	 * How the image was made.
	 * @return the steps, the first one first; those that made layers are as many as the
	 * layers, if the author was careful
	 */
	public List<HistoryEntry> history() {
		return this.fields.history();
	}

	/**
	 * Writes the config with all fields, the unknown ones too. Equal fields that are set
	 * in whatever order give the same bytes. For a config that was read, they are not
	 * always the bytes that were read.
	 * @return the document
	 */
	public byte[] toJson() {
		return DocumentWriter.bytes(this.document);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ImageConfig config && config.document.equals(this.document);
	}

	@Override
	public int hashCode() {
		return this.document.hashCode();
	}

	/**
	 * Platform and number of layers, but no environment.
	 */
	@Override
	public String toString() {
		return "ImageConfig[" + platform() + ", " + diffIds().size() + " layers]";
	}

}
