package io.github.containerd4j.containersnapshot;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.copy.NewIdentity;
import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.rootfs.OwnLabels;
import io.github.containerd4j.rootfs.RootState;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a snapshot, as it is stored. Labels of the blob hold the files
 * and the dump.
 *
 * @param containerId the container, by the identifier that it had then
 * @param createdAt when the snapshot was made
 * @param root the files
 * @param labels the labels of the container, without those of this client
 * @param image the name of the image
 * @param spec the runtime spec
 * @param extensions the extensions of the record
 * @param dump CRIU's dump of the processes; {@code null} without memory
 * @param log where the output of the task went, if that was a log of the daemon
 */
record SnapshotDocument(String containerId, Instant createdAt, RootState root, Map<String, String> labels,
		@Nullable String image, @Nullable TypedValue spec, Map<String, TypedValue> extensions,
		@Nullable Descriptor dump, @Nullable String log) {

	static final String MEDIA_TYPE = "application/vnd.containerd4j.container.snapshot.v1+json";

	/** Far more than a spec has. */
	static final int MAX_SIZE = 8 * 1024 * 1024;

	private static final String KIND = "container snapshot";

	static SnapshotDocument of(ContainerInfo info, RootState root, @Nullable Descriptor dump, @Nullable String log) {
		return new SnapshotDocument(info.id(), Instant.now(), root, OwnLabels.removedFrom(info.labels()), info.image(),
				info.spec(), info.extensions(), dump, log);
	}

	long size() {
		return this.root.size() + ((this.dump != null) ? this.dump.size() : 0);
	}

	Map<String, String> gcLabels() {
		Map<String, String> labels = new LinkedHashMap<>();
		String name = this.root.name();
		if (name != null) {
			labels.put("containerd.io/gc.ref.snapshot." + this.root.snapshotter(), name);
		}
		if (this.dump != null) {
			labels.put("containerd.io/gc.ref.content.dump", this.dump.digest().toString());
		}
		return labels;
	}

	byte[] toJson() {
		JsonObject json = new JsonObject();
		json.addProperty("container", this.containerId);
		json.addProperty("created", this.createdAt.toString());
		json.add("root", toJson(this.root));
		json.add("labels", toJson(this.labels));
		json.addProperty("image", this.image);
		json.add("spec", (this.spec != null) ? toJson(this.spec) : null);
		JsonObject values = new JsonObject();
		this.extensions.forEach((key, value) -> values.add(key, toJson(value)));
		json.add("extensions", values);
		json.add("dump", (this.dump != null) ? toJson(this.dump) : null);
		json.addProperty("log", this.log);
		return json.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static JsonObject toJson(RootState root) {
		JsonObject json = new JsonObject();
		json.addProperty("snapshotter", root.snapshotter());
		json.addProperty("name", root.name());
		json.addProperty("readOnly", root.readOnly());
		json.add("labels", toJson(root.labels()));
		json.addProperty("size", root.size());
		return json;
	}

	private static JsonObject toJson(Map<String, String> map) {
		JsonObject json = new JsonObject();
		map.forEach(json::addProperty);
		return json;
	}

	private static JsonObject toJson(TypedValue value) {
		JsonObject json = new JsonObject();
		json.addProperty("type", value.typeUrl());
		json.addProperty("value", Base64.getEncoder().encodeToString(value.toByteArray()));
		return json;
	}

	private static JsonObject toJson(Descriptor descriptor) {
		JsonObject json = new JsonObject();
		json.addProperty("mediaType", descriptor.mediaType());
		json.addProperty("digest", descriptor.digest().toString());
		json.addProperty("size", descriptor.size());
		return json;
	}

	/**
	 * The record of the container as it was then, under the identifier that it has now.
	 * @param namespace the namespace
	 * @param now the record as it is now
	 */
	ContainerInfo record(Namespace namespace, ContainerInfo now) {
		NewIdentity identity = NewIdentity.of(namespace, this.containerId, now.id());
		TypedValue then = this.spec;
		return new ContainerInfo(now.id(), identity.labels(this.labels), this.image, now.runtime(),
				(then != null) ? identity.spec(then) : null, now.snapshotter(), now.snapshotKey(), this.extensions,
				now.sandbox(), now.createdAt(), now.updatedAt());
	}

	static SnapshotDocument parse(byte[] bytes, Digest digest) {
		try {
			JsonElement json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
			return read(new DocumentFields(json.getAsJsonObject(), digest.toString()));
		}
		catch (JsonParseException | IllegalStateException ex) {
			throw ImageFormatException.of(KIND, digest.toString(), "it is no JSON object", ex);
		}
	}

	private static SnapshotDocument read(DocumentFields fields) {
		DocumentFields root = fields.required("root");
		DocumentFields dump = fields.node("dump");
		return new SnapshotDocument(fields.text("container"), fields.instant("created"),
				new RootState(root.text("snapshotter"), root.optionalText("name"), root.flag("readOnly"),
						root.textMap("labels"), root.number("size")),
				fields.textMap("labels"), fields.optionalText("image"), fields.value("spec"),
				fields.values("extensions"), (dump != null) ? dump.descriptor() : null, fields.optionalText("log"));
	}

}
