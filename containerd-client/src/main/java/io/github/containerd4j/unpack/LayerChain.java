package io.github.containerd4j.unpack;

import java.util.List;

import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.OciDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The layers of one image, bottom first. They are unpacked one after the other, because
 * each is written on top of those below it.
 */
final class LayerChain {

	private final LayerUnpacker unpacker;

	private final List<OciDescriptor> layers;

	private final List<Digest> diffIds;

	private final List<Digest> chainIds;

	private boolean asked;

	LayerChain(LayerUnpacker unpacker, List<OciDescriptor> layers, List<Digest> diffIds, List<Digest> chainIds) {
		this.unpacker = unpacker;
		this.layers = layers;
		this.diffIds = diffIds;
		this.chainIds = chainIds;
	}

	void unpack(LayerSource source) {
		if (this.unpacker.holdIfUnpacked(layer(this.layers.size() - 1))) {
			// The top snapshot keeps those below it.
			this.layers.forEach(this.unpacker::exists);
			return;
		}
		for (int index = 0; index < this.layers.size(); index++) {
			int current = index;
			this.unpacker.unpack(layer(index), () -> await(source, current));
		}
	}

	private void await(LayerSource source, int index) throws InterruptedException {
		if (!this.asked) {
			this.asked = true;
			source.need(this.layers.subList(index, this.layers.size()));
		}
		source.await(this.layers.get(index));
	}

	private Layer layer(int index) {
		return new Layer(this.layers.get(index).content(), this.diffIds.get(index), this.chainIds.get(index),
				parent(index));
	}

	private @Nullable Digest parent(int index) {
		return (index > 0) ? this.chainIds.get(index - 1) : null;
	}

}
