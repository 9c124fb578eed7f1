package io.github.containerd4j.image;

import java.util.List;
import java.util.Optional;

import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ChainId;

/**
 * What the root file system of an image is made of.
 *
 * @param diffIds the digests of the uncompressed layers, the lowest first
 * @param chainIds the names of the snapshots: the first one of the lowest layer, the last
 * one of all layers
 * @since 0.1.0
 */
public record RootFs(List<Digest> diffIds, List<Digest> chainIds) {

	/**
	 * Copies the lists.
	 * @param diffIds the digests of the uncompressed layers
	 * @param chainIds the names of the snapshots
	 */
	public RootFs {
		diffIds = List.copyOf(diffIds);
		chainIds = List.copyOf(chainIds);
	}

	/**
	 * The root file system of layers.
	 * @param diffIds the digests of the uncompressed layers, the lowest first
	 * @return the root file system
	 */
	public static RootFs of(List<Digest> diffIds) {
		return new RootFs(diffIds, ChainId.all(diffIds));
	}

	/**
	 * The name of the snapshot with all layers, from which containers start.
	 * @return the chain id; empty if there are no layers
	 */
	public Optional<Digest> top() {
		return this.chainIds.isEmpty() ? Optional.empty() : Optional.of(this.chainIds.get(this.chainIds.size() - 1));
	}

}
