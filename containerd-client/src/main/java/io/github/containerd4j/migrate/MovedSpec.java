package io.github.containerd4j.migrate;

import java.nio.file.Path;
import java.util.Map;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.spec.SpecDocument;

/**
 * The runtime spec of a container with another identifier, in another namespace: control
 * group, host name, annotations, and the mounts and namespaces that name the old ones.
 */
final class MovedSpec {

	private final Namespace source;

	private final String oldId;

	private final Namespace target;

	private final String newId;

	MovedSpec(Namespace source, String oldId, Namespace target, String newId) {
		this.source = source;
		this.oldId = oldId;
		this.target = target;
		this.newId = newId;
	}

	TypedValue of(TypedValue spec) {
		if (!spec.typeUrl().endsWith(TypedValue.RUNTIME_SPEC)) {
			return spec;
		}
		SpecDocument document = SpecDocument.of(spec);
		document.findText("/linux/cgroupsPath").ifPresent((path) -> document.set("/linux/cgroupsPath", cgroup(path)));
		document.findText("/hostname")
			.filter(this.oldId::equals)
			.ifPresent((name) -> document.set("/hostname", this.newId));
		moveAnnotations(document);
		moveOwnPaths(document, "/mounts", "/source");
		moveOwnPaths(document, "/linux/namespaces", "/path");
		return document.toTypedValue(spec.typeUrl());
	}

	/**
	 * Both forms end with the identifier: /namespace/id, and slice:prefix:id for systemd.
	 */
	private String cgroup(String path) {
		String usual = "/" + this.source.name() + "/" + this.oldId;
		if (path.equals(usual)) {
			return "/" + this.target.name() + "/" + this.newId;
		}
		boolean named = path.endsWith("/" + this.oldId) || path.endsWith(":" + this.oldId);
		return named ? path.substring(0, path.length() - this.oldId.length()) + this.newId : path;
	}

	private void moveAnnotations(SpecDocument document) {
		if (document.find("/annotations").orElse(null) instanceof Map<?, ?> annotations) {
			annotations.forEach((key, value) -> {
				if (this.oldId.equals(value)) {
					document.set("/annotations/" + String.valueOf(key).replace("~", "~0").replace("/", "~1"),
							this.newId);
				}
			});
		}
	}

	private void moveOwnPaths(SpecDocument document, String list, String field) {
		Path from = this.source.containerDirectory(this.oldId).path();
		Path to = this.target.containerDirectory(this.newId).path();
		for (int i = 0; i < document.list(list).size(); i++) {
			String pointer = list + "/" + i + field;
			document.findText(pointer)
				.filter((text) -> Path.of(text).startsWith(from))
				.ifPresent((text) -> document.set(pointer, to.resolve(from.relativize(Path.of(text))).toString()));
		}
	}

}
