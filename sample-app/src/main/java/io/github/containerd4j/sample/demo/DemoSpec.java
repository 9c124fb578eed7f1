package io.github.containerd4j.sample.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import io.github.containerd4j.TypedValue;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The runtime spec of a demo container: containerd's defaults from a file, and in them
 * what differs from container to container.
 */
final class DemoSpec {

	private static final String DEFAULTS = "/demo/runtime-spec.json";

	private DemoSpec() {
	}

	static TypedValue of(DemoContainer container) {
		JsonMapper mapper = JsonMapper.shared();
		ObjectNode spec = (ObjectNode) mapper.readTree(defaults());
		spec.put("hostname", container.id());
		((ObjectNode) spec.path("process")).putArray("args").add("sh").add("-c").add(container.script());
		((ObjectNode) spec.path("linux")).put("cgroupsPath", "/" + container.namespace() + "/" + container.id());
		return TypedValue.json(TypedValue.RUNTIME_SPEC, mapper.writeValueAsString(spec));
	}

	private static byte[] defaults() {
		try (InputStream in = Objects.requireNonNull(DemoSpec.class.getResourceAsStream(DEFAULTS))) {
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + DEFAULTS, ex);
		}
	}

}
