package io.github.containerd4j.files;

import java.util.Optional;

import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerInfo;
import io.github.containerd4j.spec.SpecDocument;

/**
 * The runtime spec of a record, if it has one that can be read.
 */
final class RuntimeSpec {

	private RuntimeSpec() {
	}

	static Optional<SpecDocument> of(ContainerInfo info) {
		return Optional.ofNullable(info.spec())
			.filter((spec) -> spec.typeUrl().endsWith(TypedValue.RUNTIME_SPEC))
			.map(SpecDocument::of);
	}

}
