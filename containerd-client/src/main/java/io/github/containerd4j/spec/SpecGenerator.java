package io.github.containerd4j.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.containerd4j.TypedValue;

/**
 * Makes the runtime spec of a container.
 * <p>
 * Source: {@code pkg/oci} of containerd 2.1 for the defaults and for what each option
 * writes, and the OCI runtime specification 1.1, which every runc since 1.1 reads.
 *
 * @since 0.1.0
 */
public final class SpecGenerator {

	private static final SpecDocument DEFAULTS = resource("default-spec.json");

	private SpecGenerator() {
	}

	static SpecDocument resource(String name) {
		try (InputStream stream = SpecGenerator.class.getResourceAsStream(name)) {
			if (stream == null) {
				throw new IllegalStateException("the library has lost its file " + name);
			}
			return SpecDocument.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes the runtime spec, and the directories of volumes that do not exist.
	 * @param spec what the container shall be
	 * @param context what else it depends on
	 * @return JSON of the type {@link TypedValue#RUNTIME_SPEC}
	 * @throws io.github.containerd4j.InvalidArgumentException if neither the options nor
	 * the image say what to run
	 * @throws io.github.containerd4j.NotFoundException if a user, group, device or source
	 * of a mount does not exist
	 */
	public static TypedValue generate(ContainerSpec spec, SpecContext context) {
		SpecSettings settings = spec.settings();
		SpecDocument document = DEFAULTS.copy();
		List<SpecPart> parts = List.of(ProcessPart::write, UserPart::write, MountPart::write, NamespacePart::write,
				LimitPart::write, DevicePart::write, SecurityPart::write, CdiPart::write);
		parts.forEach((part) -> part.write(document, settings, context));
		settings.annotations.forEach((key, value) -> document.set("/annotations/" + JsonPointer.escaped(key), value));
		settings.customizer.accept(document);
		return document.toTypedValue(TypedValue.RUNTIME_SPEC);
	}

	/**
	 * Writes one part of the spec.
	 */
	@FunctionalInterface
	private interface SpecPart {

		void write(SpecDocument document, SpecSettings settings, SpecContext context);

	}

}
