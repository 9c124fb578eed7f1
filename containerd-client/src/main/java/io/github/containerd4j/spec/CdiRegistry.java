package io.github.containerd4j.spec;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The devices that vendors describe in documents of the Container Device Interface. Only
 * documents in JSON are read: the tools that write them, such as {@code nvidia-ctk},
 * write either form, and one more library for the other is not worth it.
 * <p>
 * Source: {@code SPEC.md} of CDI 0.8.
 *
 * @param directories where documents are, the most important directory last
 */
record CdiRegistry(List<Path> directories) {

	private static final List<Path> STANDARD = List.of(Path.of("/etc/cdi"), Path.of("/var/run/cdi"));

	static CdiRegistry ofHost() {
		return new CdiRegistry(STANDARD);
	}

	/**
	 * Collects what devices change: first what all of a document have in common, once,
	 * and then what is their own.
	 */
	List<SpecDocument> edits(Collection<String> names) {
		Map<String, Device> devices = devices();
		List<SpecDocument> edits = new ArrayList<>();
		Set<Path> seen = new HashSet<>();
		for (String name : names) {
			Device device = devices.get(name);
			if (device == null) {
				throw missing(name);
			}
			if (seen.add(device.file)) {
				edits.add(device.common);
			}
			edits.add(device.own);
		}
		return edits;
	}

	private NotFoundException missing(String name) {
		Failure failure = new Failure("resolve", "CDI device", name, null, ErrorCode.NOT_FOUND);
		return new NotFoundException(
				failure.describe() + ": no JSON document in " + this.directories + " describes it" + skipped(), failure,
				null);
	}

	private String skipped() {
		List<Path> skipped = this.directories.stream()
			.flatMap((directory) -> files(directory, "*.{yaml,yml}").stream())
			.toList();
		return skipped.isEmpty() ? "" : "; not read, because they are YAML: " + skipped + ", write them as JSON, "
				+ "as with nvidia-ctk cdi generate --format=json";
	}

	private Map<String, Device> devices() {
		Map<String, Device> devices = new HashMap<>();
		this.directories.forEach((directory) -> files(directory, "*.json").forEach((file) -> read(file, devices)));
		return devices;
	}

	private static List<Path> files(Path directory, String pattern) {
		List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, pattern)) {
			entries.forEach(files::add);
		}
		catch (NoSuchFileException ex) {
			// Most machines have no such devices.
			return List.of();
		}
		catch (IOException ex) {
			throw InvalidArgumentException.of("CDI directory", directory.toString(), "it cannot be read: " + ex);
		}
		files.sort(null);
		return files;
	}

	private static void read(Path file, Map<String, Device> devices) {
		SpecDocument document = parse(file);
		String kind = document.findText("/kind").orElse("");
		SpecDocument common = object(document.find("/containerEdits").orElse(null));
		for (Object each : document.list("/devices")) {
			Map<String, Object> device = map(each);
			devices.put(kind + "=" + device.get("name"),
					new Device(file, common, object(device.get("containerEdits"))));
		}
	}

	private static SpecDocument parse(Path file) {
		try {
			return SpecDocument.parse(Files.readString(file));
		}
		catch (IOException | InvalidArgumentException ex) {
			throw InvalidArgumentException.of("CDI document", file.toString(), String.valueOf(ex.getMessage()));
		}
	}

	private static SpecDocument object(@Nullable Object value) {
		SpecDocument document = SpecDocument.empty();
		if (value != null) {
			map(value).forEach((name, each) -> document.set("/" + JsonPointer.escaped(name), each));
		}
		return document;
	}

	static Map<String, Object> map(Object value) {
		if (!(value instanceof Map<?, ?> map)) {
			throw InvalidArgumentException.of("CDI document", null, "an object is expected, and not " + value);
		}
		Map<String, Object> copy = new LinkedHashMap<>();
		map.forEach((key, each) -> {
			if (each != null) {
				copy.put(String.valueOf(key), each);
			}
		});
		return copy;
	}

	private record Device(Path file, SpecDocument common, SpecDocument own) {
	}

}
