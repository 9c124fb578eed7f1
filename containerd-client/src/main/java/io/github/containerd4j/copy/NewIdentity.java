package io.github.containerd4j.copy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.spec.RenamedSpec;
import io.github.containerd4j.spec.SpecDocument;

/**
 * Puts the identifier, the namespace and the directory of a new container in place of an
 * old one's.
 *
 * @param source the namespace of the old container
 * @param oldId the old container
 * @param target the namespace of the new container
 * @param newId the new container
 * @since 0.1.0
 */
public record NewIdentity(Namespace source, String oldId, Namespace target, String newId) {

	private static final String CGROUP_PATH = "/linux/cgroupsPath";

	private static final String MOUNTS = "/mounts";

	private static final String NAMESPACES = "/linux/namespaces";

	private static final String LOG_FILE = "/file";

	/**
	 * From one container of a namespace to another one.
	 * @param namespace the namespace
	 * @param oldId the old container
	 * @param newId the new container
	 * @return the change
	 */
	public static NewIdentity of(Namespace namespace, String oldId, String newId) {
		return new NewIdentity(namespace, oldId, namespace, newId);
	}

	Path oldDirectory() {
		return this.source.containerDirectory(this.oldId).path();
	}

	Path newDirectory() {
		return this.target.containerDirectory(this.newId).path();
	}

	/**
	 * Changes a runtime spec: control group, host name, annotations, and the mounts and
	 * namespaces that lie in the container's own directory.
	 * @param spec the spec of the old container
	 * @return that of the new one
	 */
	public TypedValue spec(TypedValue spec) {
		if (isSame() || !spec.typeUrl().endsWith(TypedValue.RUNTIME_SPEC)) {
			return spec;
		}
		SpecDocument document = SpecDocument.of(RenamedSpec.of(spec, this.oldId, this.newId));
		document.findText(CGROUP_PATH)
			.filter(("/" + this.source.name() + "/" + this.newId)::equals)
			.ifPresent((path) -> document.set(CGROUP_PATH, "/" + this.target.name() + "/" + this.newId));
		// A network that is kept has its namespace there, too.
		move(document, MOUNTS, "/source");
		move(document, NAMESPACES, "/path");
		return document.toTypedValue(spec.typeUrl());
	}

	private boolean isSame() {
		return this.oldId.equals(this.newId) && this.source.name().equals(this.target.name())
				&& oldDirectory().equals(newDirectory());
	}

	private void move(SpecDocument spec, String list, String field) {
		for (int i = 0; i < spec.list(list).size(); i++) {
			String pointer = list + "/" + i + field;
			spec.findText(pointer)
				.map(Path::of)
				.filter((path) -> path.startsWith(oldDirectory()))
				.map((path) -> newDirectory().resolve(oldDirectory().relativize(path)))
				.ifPresent((path) -> spec.set(pointer, path.toString()));
		}
	}

	/**
	 * The files in the container's own directory that are mounted into it.
	 */
	List<Path> ownMounts(TypedValue spec) {
		return SpecDocument.of(spec)
			.list(MOUNTS)
			.stream()
			.filter((mount) -> mount instanceof Map<?, ?>)
			.map((mount) -> String.valueOf(((Map<?, ?>) mount).get("source")))
			.filter(this::isOwn)
			.map(Path::of)
			.toList();
	}

	private boolean isOwn(String path) {
		return path.startsWith(oldDirectory() + "/");
	}

	private String moved(String text) {
		return text.replace(oldDirectory() + "/", newDirectory() + "/");
	}

	/**
	 * Changes labels, such as that with the place of a log.
	 * @param labels the labels of the old container
	 * @return those of the new one
	 */
	public Map<String, String> labels(Map<String, String> labels) {
		Map<String, String> changed = new TreeMap<>(labels);
		changed.replaceAll((key, value) -> moved(value));
		return changed;
	}

	/**
	 * Changes extensions, one of which has the place of a log.
	 */
	Map<String, TypedValue> extensions(Map<String, TypedValue> extensions) {
		Map<String, TypedValue> changed = new TreeMap<>(extensions);
		changed.computeIfPresent(ContainerInfo.LOG_EXTENSION, (key, value) -> withLog(value, moved(log(value))));
		return changed;
	}

	/**
	 * Changes extensions for a copy, which has its own log.
	 * @param extensions the extensions of the old container
	 * @return those of the new one
	 */
	public Map<String, TypedValue> extensionsOfItsOwn(Map<String, TypedValue> extensions) {
		Map<String, TypedValue> changed = new TreeMap<>(extensions);
		changed.computeIfPresent(ContainerInfo.LOG_EXTENSION, (key, value) -> withOwnLog(value));
		return changed;
	}

	/**
	 * A log of the new container alone, for a copy: two processes cannot write one.
	 */
	TypedValue withOwnLog(TypedValue value) {
		String file = moved(log(value));
		Path own = newDirectory().resolve(String.valueOf(Path.of(file).getFileName()));
		return withLog(value, file.startsWith(newDirectory() + "/") ? file : own.toString());
	}

	private static String log(TypedValue value) {
		return SpecDocument.of(value).findText(LOG_FILE).orElse("");
	}

	private static TypedValue withLog(TypedValue value, String file) {
		return SpecDocument.of(value).set(LOG_FILE, file).toTypedValue(value.typeUrl());
	}

	/**
	 * A record for the new container with what the old one's says.
	 */
	ContainerInfo.Builder record(ContainerInfo info, Map<String, String> labels) {
		ContainerInfo.Builder record = ContainerInfo.builder(this.newId).labels(labels(labels));
		extensions(info.extensions()).forEach(record::extension);
		if (info.image() != null) {
			record.image(info.image());
		}
		if (info.runtime() != null) {
			record.runtime(info.runtime());
		}
		if (info.sandbox() != null) {
			record.sandbox(info.sandbox());
		}
		if (info.spec() != null) {
			record.spec(spec(info.spec()));
		}
		return record;
	}

}
