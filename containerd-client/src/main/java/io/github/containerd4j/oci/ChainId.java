package io.github.containerd4j.oci;

import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.content.Digest;

/**
 * The name of a stack of layers. Snapshots of images are named by it, so that images with
 * the same lower layers share them.
 * <p>
 * Source: section "Layer ChainID" in {@code config.md} of the OCI image specification.
 *
 * @since 0.1.0
 */
public final class ChainId {

	private ChainId() {
	}

	/**
	 * The chain id of a whole stack.
	 * @param diffIds the digests of the uncompressed layers, the lowest first, at least
	 * one
	 * @return the chain id
	 * @throws InvalidArgumentException if there is none
	 */
	public static Digest of(List<Digest> diffIds) {
		if (diffIds.isEmpty()) {
			throw InvalidArgumentException.of("diff ids", null, "a chain has at least one layer");
		}
		List<Digest> chain = all(diffIds);
		return chain.get(chain.size() - 1);
	}

	/**
	 * The chain ids of a stack from its lowest layer up: the first stands for one layer,
	 * the last for all of them.
	 * @param diffIds the digests of the uncompressed layers, the lowest first
	 * @return as many chain ids
	 */
	public static List<Digest> all(List<Digest> diffIds) {
		List<Digest> chain = new ArrayList<>(diffIds.size());
		for (Digest diffId : diffIds) {
			chain.add(chain.isEmpty() ? diffId : Digest.sha256(chain.get(chain.size() - 1) + " " + diffId));
		}
		return List.copyOf(chain);
	}

}
