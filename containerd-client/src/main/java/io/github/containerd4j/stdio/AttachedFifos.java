package io.github.containerd4j.stdio;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.containerd4j.host.FifoDirectory;

/**
 * FIFOs that were made by an earlier use of the process. They go when it has ended.
 */
final class AttachedFifos implements FifoOwner {

	private final Stdio stdio;

	AttachedFifos(Stdio stdio) {
		this.stdio = stdio;
	}

	@Override
	public void remove() {
		Stream.of(this.stdio.stdin(), this.stdio.stdout(), this.stdio.stderr())
			.filter(Objects::nonNull)
			.map((path) -> Path.of(path).getParent())
			.filter(Objects::nonNull)
			.distinct()
			.forEach(FifoDirectory::leave);
	}

	@Override
	public void leave() {
		remove();
	}

}
