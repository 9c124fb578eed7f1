package io.github.containerd4j.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.container.ContainerUpdate;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.rpc.CleanUp;
import io.github.containerd4j.rpc.Protos;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the daemon can store a container's spec beside its dump: before
 * containerd 2.0 it stores it last, and fails when the namespace has that very blob, as
 * it has after the first checkpoint. White space after the JSON makes the bytes others
 * and changes nothing else, so a record that keeps it because this JVM dies is as good as
 * before.
 */
final class UniqueSpec implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(UniqueSpec.class);

	private static final int BITS = 64;

	private final Namespace namespace;

	private final String containerId;

	private final TypedValue original;

	private final boolean changed;

	private UniqueSpec(Namespace namespace, String containerId, TypedValue original, boolean changed) {
		this.namespace = namespace;
		this.containerId = containerId;
		this.original = original;
		this.changed = changed;
	}

	static UniqueSpec of(Namespace namespace, String containerId, TypedValue spec) {
		boolean taken = namespace.content().find(Digest.sha256(serialized(spec))).isPresent();
		if (taken) {
			namespace.containers().update(containerId, ContainerUpdate.create().spec(padded(spec)));
		}
		return new UniqueSpec(namespace, containerId, spec, taken);
	}

	/**
	 * The bytes that containerd stores for a value of any type.
	 */
	static byte[] serialized(TypedValue value) {
		return Protos.toAny(value).toByteArray();
	}

	static TypedValue padded(TypedValue spec) {
		long random = ThreadLocalRandom.current().nextLong();
		StringBuilder text = new StringBuilder(spec.asText().stripTrailing());
		for (int bit = 0; bit < BITS; bit++) {
			text.append(((random >> bit & 1) == 0) ? ' ' : '\t');
		}
		return TypedValue.of(spec.typeUrl(), text.toString().getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void close() {
		if (this.changed) {
			CleanUp.run(this::restore);
		}
	}

	private void restore() {
		try {
			this.namespace.containers().update(this.containerId, ContainerUpdate.create().spec(this.original));
		}
		catch (ContainerdException ex) {
			logger.debug("The spec of container {} keeps its white space", this.containerId, ex);
		}
	}

}
