package io.github.containerd4j.container;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.spec.SpecDocument;
import io.github.containerd4j.stdio.JsonLog;

/**
 * The log of a container among the extensions of its record.
 */
final class ContainerLog {

	static final String EXTENSION = ContainerInfo.LOG_EXTENSION;

	private static final String FILE = "/file";

	private static final String MAX_SIZE = "/maxSize";

	private static final String MAX_FILES = "/maxFiles";

	private ContainerLog() {
	}

	static TypedValue write(JsonLog log) {
		SpecDocument document = SpecDocument.parse("{}");
		document.set(FILE, log.file().toString());
		document.set(MAX_SIZE, log.maxSize());
		document.set(MAX_FILES, log.maxFiles());
		return document.toTypedValue(EXTENSION);
	}

	static Optional<JsonLog> find(Map<String, TypedValue> extensions) {
		return Optional.ofNullable(extensions.get(EXTENSION)).map((value) -> read(SpecDocument.of(value)));
	}

	private static JsonLog read(SpecDocument document) {
		String file = document.findText(FILE).orElseThrow(() -> damaged(document));
		return JsonLog.at(Path.of(file))
			.withMaxSize(number(document, MAX_SIZE, JsonLog.DEFAULT_MAX_SIZE))
			.withMaxFiles(Math.toIntExact(number(document, MAX_FILES, JsonLog.DEFAULT_MAX_FILES)));
	}

	private static long number(SpecDocument document, String field, long fallback) {
		Object value = document.find(field).orElse(fallback);
		if (value instanceof Number number) {
			return number.longValue();
		}
		throw damaged(document);
	}

	private static InvalidArgumentException damaged(SpecDocument document) {
		return InvalidArgumentException.of("container log", document.toString(),
				"it names a file, and perhaps maxSize and maxFiles");
	}

}
